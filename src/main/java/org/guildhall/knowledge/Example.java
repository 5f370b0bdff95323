package org.guildhall.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text an article can be found by.
 *
 * @param article its place in the edition
 * @param role where in the article it stands
 * @param section the article's section it stands in, 0 being the short answer
 * @param stems its words, unified
 * @param vector its meaning, or null when the model does not know its language
 */
record Example(int article, Role role, int section, List<String> stems, float @Nullable [] vector) {

    /** Where in the article a text stands. */
    enum Role {
        /** How somebody asks for an answer, or what stands in for it: a title, a heading, a sentence. */
        ASKED,
        /** A section's words. */
        BODY,
        /** How somebody in danger writes. */
        DANGER,
        /** How people greet, thank and so on. */
        SMALLTALK
    }
}
