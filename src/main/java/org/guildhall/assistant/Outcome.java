package org.guildhall.assistant;

import java.util.Locale;
import org.guildhall.conversation.Decision;

/**
 * Every way a turn can end. The part before the first underscore is the family by which reports group. Stored by its
 * word, so none is renamed.
 */
enum Outcome {
    /** Quoted an article it was sure of. */
    ANSWERED,
    /** Quoted the article the citizen picked. */
    ANSWERED_PICKED,
    /** Quoted another section of the article before. */
    ANSWERED_FOLLOW_UP,
    /** Two or three questions in one message, each answered. */
    ANSWERED_SEVERAL,
    /** A follow-up about which the article says nothing that was not said already. */
    ANSWERED_ALREADY,
    /** Asked which of several articles is meant. */
    CLARIFIED,
    /** The citizen asked for a person. */
    HANDED_OVER_ASKED,
    /** Nothing it was sure of. */
    HANDED_OVER_UNSURE,
    /** Answered what it was sure of, and passed the other question of the message on. */
    HANDED_OVER_REST,
    /** Did not help twice in a row. */
    HANDED_OVER_MISSES,
    /** None of the articles offered was meant. */
    HANDED_OVER_NONE_OF_THESE,
    /** The citizen says that it is not solved. */
    HANDED_OVER_NOT_SOLVED,
    /** The citizen goes on about what staff had closed. */
    HANDED_OVER_FOLLOW_UP,
    /** Somebody may be in danger. */
    HANDED_OVER_DANGER,
    /** Came back to what staff had closed, and whoever had it has it again. */
    RETURNED_TO_STAFF,
    /** The citizen says that what staff closed is solved. */
    SOLVED_YES,
    /** Hello, or the first tap on a messenger's start button. */
    SMALLTALK_GREETING,
    /** Thank you. */
    SMALLTALK_THANKS,
    /** Goodbye. */
    SMALLTALK_GOODBYE,
    /** Are you a robot? */
    SMALLTALK_ROBOT,
    /** The answer helped. */
    HELPED_YES,
    /** The answer did not help, for the first time. */
    HELPED_NO,
    /** A photo, voice note, file, place or contact without words. */
    KEPT_MEDIA,
    /** A sticker or moving picture. */
    KEPT_STICKER,
    /** Added to what the person will read who is awaited. */
    QUEUED_ADDED,
    /** Told again where they are in the queue. */
    QUEUED_WAITING,
    /** Picked something that is no longer there. */
    GONE_CHOICE,
    /** Nothing in it that could be a question. */
    UNCLEAR_NO_WORDS,
    /** A question in another language that no article in it answers. */
    UNCLEAR_LANGUAGE,
    /** A member of staff holds the floor. */
    SILENT_STAFF,
    /** The rest of a question that has just been answered without it. */
    SILENT_ANSWERED,
    /** A story that names us, told to others and not to us. */
    SILENT_MENTION,
    /** One piece of a question that was dealt with at a later piece; turns record it ({@link Decision#FOLDED}). */
    FOLDED_INTO_NEXT;

    /** As it is stored and reported: {@code handed_over_asked}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
