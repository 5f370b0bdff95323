package org.guildhall.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text an article can be found by.
 *
 * @param article its place in the edition, or {@link #NOBODYS}
 * @param role where in the article it stands
 * @param section the article's section it stands in, 0 being the short answer
 * @param standsIn whether it is a heading or a sentence that stands in for questions nobody has written yet
 * @param stems its words, unified
 * @param vector its meaning, or null when the model does not know its language
 */
record Example(int article, Role role, int section, boolean standsIn, List<String> stems, float @Nullable [] vector) {

    /** The place of an article that does not exist. */
    static final int NOBODYS = -1;

    /** Where in the article a text stands. */
    enum Role {
        /** How somebody asks for an answer, or what stands in for it: a title, a heading, a sentence. */
        ASKED,
        /** A section's words. */
        BODY,
        /** How somebody in danger writes. */
        DANGER,
        /** How people greet, thank and so on. */
        SMALLTALK,
        /** Everyday sentences that only sound like danger; of no article. */
        CALM
    }
}
