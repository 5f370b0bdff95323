package org.guildhall.knowledge;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * Looks for the answer on behalf of somebody who has written in another language before: an English answer that has
     * a translation comes in theirs.
     *
     * @param language what they wrote in (BCP 47), or null when that is not known
     */
    default Finding ask(String question, @Nullable String language) {
        Finding finding = ask(question);
        Passage english = finding.best().orElse(null);
        if (language == null || english == null || finding.verdict() != Finding.Verdict.ANSWER) {
            return finding;
        }
        return translation(english.article(), language)
                .map(theirs -> new Finding(
                        finding.verdict(),
                        finding.confidence(),
                        Optional.of(theirs),
                        finding.candidates(),
                        finding.language()))
                .orElse(finding);
    }

    /**
     * The short answer of an article's translation.
     *
     * @param article an article's id; need not exist
     * @param language BCP 47; countries do not matter
     * @return empty when there is none; the article itself when it is in that language
     */
    default Optional<Passage> translation(String article, String language) {
        return Optional.empty();
    }

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
     * Whether somebody may be in danger, told from the words alone: microseconds, for deciding who is heard first.
     *
     * @param question as for {@link #ask}
     */
    default boolean pressing(String question) {
        return false;
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
