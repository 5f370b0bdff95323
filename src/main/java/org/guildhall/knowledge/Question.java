package org.guildhall.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question made ready for searching.
 *
 * @param clean harmless and in lower case, otherwise as it was written
 * @param written its words as they were written
 * @param words its words, put right
 * @param stems what BM25 looks for
 * @param vector what it means, or null when there was nothing to read
 */
record Question(String clean, List<String> written, List<String> words, List<String> stems, float @Nullable [] vector) {

    boolean empty() {
        return written.isEmpty();
    }

    /** An article's own question, asked as if a citizen had. */
    static Question of(Example example) {
        return new Question("", example.stems(), example.stems(), example.stems(), example.vector());
    }
}
