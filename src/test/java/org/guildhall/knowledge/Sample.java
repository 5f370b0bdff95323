package org.guildhall.knowledge;

import java.nio.file.Path;

/** The knowledge base that comes with the project, indexed once for all tests. */
final class Sample {

    static final Path FOLDER = Path.of("knowledge-base");
    static final Path CACHE = Path.of("target", "embeddings");

    private Sample() {}

    static Library library() {
        return Holder.LIBRARY;
    }

    /** A small article; tests change what they need. */
    static String article(String title, String answer) {
        return """
                ---
                title: %s
                questions:
                  - where is the %s
                team: waste
                ---
                %s
                """.formatted(title, title, answer);
    }

    private static final class Holder {
        private static final Library LIBRARY = Library.open(FOLDER, CACHE, Progress.NONE);
    }
}
