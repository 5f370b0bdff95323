package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlarmTests {

    private static final int ENOUGH = 1_500;

    private final Alarm.Stems phrases = Alarm.Stems.of(text -> Words.all(Cleaner.clean(text)));
    private final Alarm alarm = new Alarm(phrases);

    @Test
    void knowsManyCriesAndAsManyThatOnlyLookSo() {
        assertThat(phrases.cries()).hasSizeGreaterThan(ENOUGH);
        assertThat(phrases.calm()).hasSizeGreaterThan(ENOUGH);
    }

    @Test
    void noPhraseIsThereTwice() {
        List<String> words =
                Alarm.phrases().stream().map(phrase -> plain(phrase.words())).toList();
        assertThat(words).doesNotHaveDuplicates();
    }

    /** What is learnt from cannot show how well it was learnt. */
    @Test
    void noPhraseStandsInATest() throws IOException {
        Set<String> tested = new HashSet<>();
        for (Path file : List.of(
                ours("danger.tsv"),
                ours("danger-unseen.tsv"),
                ours("danger-long.tsv"),
                Sample.FOLDER.resolve("danger.tsv"),
                Sample.FOLDER.resolve("questions.tsv"))) {
            Files.readAllLines(file).forEach(line -> tested.add(plain(line.split("\t", -1)[0])));
        }
        assertThat(Alarm.phrases()).extracting(phrase -> plain(phrase.words())).doesNotContainAnyElementsOf(tested);
    }

    private static Path ours(String file) {
        return Path.of(Objects.requireNonNull(AlarmTests.class.getResource("/knowledge/" + file))
                .getPath());
    }

    private static String plain(String words) {
        return Arrays.stream(words.toLowerCase(java.util.Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Test
    void bothOpinionsTellACryFromWhatLooksLikeOne() {
        try (Embedder embedder = Embedder.load()) {
            Stream.of("the flat below is burning and we cant get out", "he has got a knife to my mum")
                    .forEach(cry -> assertThat(opinions(embedder, cry)).allMatch(opinion -> opinion > 0, cry));
            Stream.of("how do i book a slot at the tip", "can i burn garden waste on my allotment")
                    .forEach(calm -> assertThat(opinions(embedder, calm)).allMatch(opinion -> opinion < 0, calm));
        }
    }

    private Double[] opinions(Embedder embedder, String text) {
        float[] meaning = embedder.embed(text, Embedder.QUESTION_PIECES);
        return Arrays.stream(alarm.opinions(meaning, Words.all(Cleaner.clean(text)), Hits.NONE, Hits.NONE))
                .boxed()
                .toArray(Double[]::new);
    }
}
