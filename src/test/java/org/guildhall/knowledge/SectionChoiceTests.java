package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionChoiceTests {

    @TempDir
    Path root = Path.of("");

    @Test
    void quotesTheSectionThatFits() throws IOException {
        Files.writeString(
                root.resolve("missed-bin.md"),
                Sample.article("Report a missed bin", "Tell us within two days and we come back for your bin.")
                        + "\n## If you live in a flat\nAsk the caretaker of your block of flats.\n"
                        + "\n## Snow and ice\nLorries cannot use icy roads. Leave the bin out until the snow has gone.\n");
        try (Library library = Library.open(root, Sample.CACHE, Progress.NONE)) {
            assertThat(heading(library, "it snowed and the road was icy so my bin is still full"))
                    .isEqualTo("Snow and ice");
            assertThat(heading(library, "what if i live in a flat")).isEqualTo("If you live in a flat");
            assertThat(heading(library, "you did not empty my bin")).isNull();
        }
    }

    private static @org.jspecify.annotations.Nullable String heading(Library library, String question) {
        return library.ask(question).best().orElseThrow().heading();
    }
}
