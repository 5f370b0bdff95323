package org.guildhall.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Everyday sentences that share words with cries for help, so that a gas cooker for the tip raises no alarm. */
final class Calm {

    /** As they stand in {@code knowledge/calm.txt} on the class path; in English. */
    static final List<String> SENTENCES = read();

    private Calm() {}

    private static List<String> read() {
        try (InputStream in = Calm.class.getResourceAsStream("/knowledge/calm.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The class path's knowledge/calm.txt cannot be read", e);
        }
    }
}
