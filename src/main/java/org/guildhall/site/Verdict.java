package org.guildhall.site;

import java.time.Instant;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Versions;
import org.jspecify.annotations.Nullable;

/** What can be said of a link, a proof or words that somebody asks about. */
sealed interface Verdict {

    /**
     * We said this.
     *
     * @param kept which version
     * @param given when it was given, or null when only the words are known
     * @param more whether there was more in what was asked about, of which we say nothing
     */
    record Ours(Versions.Kept kept, @Nullable Instant given, boolean more) implements Verdict {}

    /**
     * We said something like it, and somebody changed it.
     *
     * @param kept what we said
     * @param given as before
     * @param reason what is not ours
     */
    record Changed(Versions.Kept kept, @Nullable Instant given, Reason reason) implements Verdict {}

    /** It does not come from us, or nobody can tell. */
    record NotOurs(Reason reason) implements Verdict {}

    /** The address of one of our pages, which says today's words and not those of any day. */
    record JustAPage(ArticleVersion now) implements Verdict {}

    /** Why; a key of the sentences. */
    enum Reason {
        WORDS,
        /** Words beside a link of ours that have nothing to do with what it shows. */
        BESIDE,
        LINK,
        PROOF,
        ADDRESS,
        SHORT
    }
}
