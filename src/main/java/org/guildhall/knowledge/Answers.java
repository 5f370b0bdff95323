package org.guildhall.knowledge;

import java.util.List;
import java.util.Optional;

/**
 * What the knowledge base has to say to a question. The one seam between the dialogue and everything that finds
 * articles; plain blocking Java, a few milliseconds a call, safe for many threads.
 */
public interface Answers {

    /** Whether the articles have been read; before that every question would seem to be nobody's. */
    default boolean ready() {
        return true;
    }

    /**
     * Looks for the answer.
     *
     * @param question what the citizen wrote, as it came; any length, any characters
     * @return the verdict under the thresholds in force; never null, also for an empty question
     */
    Finding ask(String question);

    /**
     * The article as it is published now, for a choice that was picked.
     *
     * @param article an article's id; need not exist
     */
    Optional<Passage> article(String article);

    /**
     * Every part of the article that may be quoted by itself, the short answer first.
     *
     * @param article an article's id; need not exist
     */
    default List<Passage> passages(String article) {
        return article(article).stream().toList();
    }

    /**
     * Why a question is answered as it is; asks it once more.
     *
     * @param question as for {@link #ask}
     * @return empty while nothing has been published
     */
    default Optional<Explanation> explain(String question) {
        return Optional.empty();
    }
}
