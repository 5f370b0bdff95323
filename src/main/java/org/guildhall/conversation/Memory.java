package org.guildhall.conversation;

import java.util.List;
import org.guildhall.message.Choice;
import org.jspecify.annotations.Nullable;

/**
 * What the assistant needs to remember from one turn to the next. Stored with the conversation as JSON, so fields may
 * be added and none renamed.
 *
 * @param introduced whether the citizen has been told that this is an automatic assistant
 * @param misses how often in a row the assistant did not help
 * @param lastArticle the id of the article last quoted, or null
 * @param lastQuestion what that article answered, or null
 * @param offer the choices last offered, in their stored order; empty when none are open
 * @param language what the citizen last wrote in other than English (BCP 47), or null
 */
public record Memory(
        boolean introduced,
        int misses,
        @Nullable String lastArticle,
        @Nullable String lastQuestion,
        List<Choice> offer,
        @Nullable String language) {

    /** A conversation that has just begun. */
    public static final Memory NONE = new Memory(false, 0, null, null, List.of(), null);

    /** Fills in what an older or empty stored memory lacks. */
    @SuppressWarnings("NullAway") // JSON of an older version may lack the list
    public Memory {
        offer = offer == null ? List.of() : List.copyOf(offer);
    }

    /** The same, with these choices on the table. */
    public Memory offering(List<Choice> choices) {
        return new Memory(introduced, misses, lastArticle, lastQuestion, choices, language);
    }

    /** The same, with this many misses in a row. */
    public Memory missed(int times) {
        return new Memory(introduced, times, lastArticle, lastQuestion, offer, language);
    }

    /** The same, after an article was quoted for a question. */
    public Memory quoting(String article, String question) {
        return new Memory(introduced, misses, article, question, offer, language);
    }

    /** The same, while it is open which article answers this question. */
    public Memory asking(String question) {
        return new Memory(introduced, misses, null, question, offer, language);
    }

    /** The same once a person takes over: nothing is on the table, and the next question starts from nothing. */
    public Memory handedOver() {
        return new Memory(true, 0, lastArticle, null, List.of(), language);
    }

    /** The same once a person has given it back: whatever was quoted before is long past. */
    Memory givenBack() {
        return new Memory(true, 0, null, null, List.of(), language);
    }

    /** The same, once the assistant has said what it is. */
    public Memory introducedNow() {
        return new Memory(true, misses, lastArticle, lastQuestion, offer, language);
    }

    /** The same, after the citizen wrote in a language other than English. */
    public Memory inLanguage(String spoken) {
        return new Memory(introduced, misses, lastArticle, lastQuestion, offer, spoken);
    }
}
