package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter on its page.
 *
 * @param words what went wrong, in a sentence
 * @param detail the same in a technical word, made visible; to be escaped
 * @param standing what has been done about it
 * @param size how much was kept to be read again, in words, or null
 * @param conversation where the message stands, or null
 * @param title what that conversation is called, or null
 * @param replayable whether trying again may help
 * @param open whether anything can be done about it
 */
record DeadLetterView(
        UUID id,
        String words,
        String detail,
        String standing,
        String channel,
        String at,
        @Nullable String size,
        @Nullable String conversation,
        @Nullable String title,
        boolean replayable,
        boolean open) {

    static DeadLetterView of(DeadLetter letter, ZoneId zone) {
        boolean waiting = letter.state() == DeadLetter.State.WAITING;
        return new DeadLetterView(
                letter.id(),
                Mishap.of(letter),
                ShownText.visible(letter.detail()),
                Mishap.standing(letter),
                Spoken.messenger(letter.channel()),
                Spoken.at(letter.at(), zone),
                letter.size() == null ? null : WORDS.say("letter.size", Map.of("bytes", letter.size())),
                letter.conversation() == null ? null : "/desk/conversations/" + letter.conversation(),
                letter.reference() == null ? WORDS.say("conversation.untitled") : letter.reference(),
                waiting && letter.kind() != DeadLetter.Kind.EVENT,
                letter.state() != DeadLetter.State.REPLAYED);
    }
}
