package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTests {

    @TempDir
    Path root = Path.of("");

    @Test
    void namesBothFilesWhenAnIdIsThereTwice() throws IOException {
        write("a/bins.md", Sample.article("Bins", "One."));
        write("b/bins.md", Sample.article("Bins", "Two."));
        Folder folder = Folder.read(root, Map.of());
        assertThat(folder.articles()).containsOnlyKeys("bins");
        assertThat(folder.errors()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("b/bins.md");
            assertThat(problem.reason()).contains("a/bins.md");
        });
    }

    @Test
    void looksPastReadmesAndHiddenFiles() throws IOException {
        write("README.md", "# How to write");
        write(".git/x.md", "not an article");
        write("bins.md", Sample.article("Bins", "One."));
        assertThat(Folder.read(root, Map.of()).articles()).containsOnlyKeys("bins");
        assertThat(Folder.read(root, Map.of()).errors()).isEmpty();
    }

    @Test
    void saysThatAFileIsNotUtf8() throws IOException {
        Files.write(root.resolve("bins.md"), "---\ntitle: Caf\u00E9\n---\nx".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Folder.read(root, Map.of()).errors().getFirst().reason()).contains("UTF-8");
        assertThat(Folder.read(root, Map.of()).broken()).containsExactly("bins");
    }

    @Test
    void isEmptyWhenThereIsNoFolder() {
        assertThat(Folder.read(root.resolve("nowhere"), Map.of()).empty()).isTrue();
    }

    @Test
    void tellsFoldersApartByTheirContentOnly() throws IOException {
        write("a/bins.md", Sample.article("Bins", "One."));
        String before = Folder.read(root, Map.of()).digest();
        Files.createDirectories(root.resolve("c"));
        Files.move(root.resolve("a/bins.md"), root.resolve("c/bins.md"));
        assertThat(Folder.read(root, Map.of()).digest()).isEqualTo(before);
        write("synonyms.txt", "tip, dump");
        assertThat(Folder.read(root, Map.of()).digest()).isNotEqualTo(before);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
