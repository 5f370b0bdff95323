package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
    void aDamagedByteAnywhereIsNoticedAndNothingOfTheFileIsUsed() throws IOException {
        Random random = new Random(20_071_977);
        EmbeddingCache whole = EmbeddingCache.open(folder);
        for (int text = 0; text < 20; text++) {
            float[] vector = new float[Embedder.DIMENSIONS];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = random.nextFloat(-1, 1);
            }
            whole.keep("text " + text, 96, vector);
        }
        whole.save();
        Path file = folder.resolve(Embedder.MODEL + ".vectors");
        byte[] bytes = Files.readAllBytes(file);
        for (int flip = 0; flip < 100; flip++) {
            byte[] damaged = bytes.clone();
            // The first eight say what it is and how long; they are damaged one after the other.
            int at = flip < 8 ? flip : random.nextInt(bytes.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            EmbeddingCache opened = EmbeddingCache.open(folder);

            assertThat(IntStream.range(0, 20).filter(text -> opened.has("text " + text, 96)))
                    .as("used although byte %s was damaged", at)
                    .isEmpty();
        }
        Files.write(file, bytes);
        assertThat(EmbeddingCache.open(folder).has("text 0", 96)).isTrue();
    }

    @Test
    void aDamagedFileIsMadeAnewFromTheArticles() throws IOException {
        Path articles = Path.of("src/test/resources/sample-articles");
        String question = "my bin was not emptied";
        Finding before;
        try (Library library = Library.open(articles, folder, Progress.NONE)) {
            before = library.ask(question);
        }
        Path file = folder.resolve(Embedder.MODEL + ".vectors");
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length / 2] ^= 1;
        Files.write(file, damaged);
        try (Library library = Library.open(articles, folder, Progress.NONE)) {
            Finding after = library.ask(question);
            assertThat(after.verdict()).isEqualTo(before.verdict());
            assertThat(after.best()).isEqualTo(before.best());
            assertThat(after.confidence()).isCloseTo(before.confidence(), within(1e-3));
        }
        assertThat(Files.readAllBytes(file)).isNotEqualTo(damaged);
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
