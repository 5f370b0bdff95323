package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTests {

    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsVectorsForTheNextTime() {
        try (Embedder embedder = Embedder.load()) {
            EmbeddingCache first = EmbeddingCache.open(folder);
            float[] made = first.of("when is my bin day", 96, embedder);
            first.save();
            EmbeddingCache second = EmbeddingCache.open(folder);
            assertThat(second.has("when is my bin day", 96)).isTrue();
            assertThat(second.has("when is my bin day", 20)).isFalse();
            assertThat(second.of("when is my bin day", 96, embedder)).containsExactly(made);
        }
    }

    @Test
    void startsAnewWhenTheFileIsTorn() throws IOException {
        try (Embedder embedder = Embedder.load()) {
            EmbeddingCache cache = EmbeddingCache.open(folder);
            cache.of("when is my bin day", 96, embedder);
            cache.save();
        }
        List<Path> files;
        try (var list = Files.list(folder)) {
            files = list.toList();
        }
        Path file = files.getFirst();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        assertThat(EmbeddingCache.open(folder).has("when is my bin day", 96)).isFalse();
    }

    @Test
    void findsThatLikeTextsAreNear() {
        try (Embedder embedder = Embedder.load()) {
            float[] one = embedder.embed("when do you collect my rubbish", 96);
            float[] like = embedder.embed("what day is the bin emptied", 96);
            float[] other = embedder.embed("how do i register a birth", 96);
            assertThat(Softmax.dot(one, one)).isBetween(0.999f, 1.001f);
            assertThat(Softmax.dot(one, like)).isGreaterThan(Softmax.dot(one, other) + 0.1f);
        }
    }
}
