package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.guildhall.ProcessorTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "when is bin day and how do i pay | when is bin day / how do i pay",
                "My bin was missed. Also how do I renew my books? | My bin was missed. / how do I renew my books?",
                "when is bin day, how do i pay my tax | when is bin day / how do i pay my tax",
                "when is bin day also where is the tip | when is bin day / where is the tip",
                "hi! when is bin day? | hi! / when is bin day?"
            })
    void cutsWhereAQuestionMayEnd(String words, String parts) {
        assertThat(String.join(" / ", Requests.in(words))).isEqualTo(parts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a mattress and a fridge",
                "births and deaths",
                "my son also has a pass",
                "it weighs 2.5 tonnes",
                "see www.marlbridge.example/bins, please",
                "android phone"
            })
    void leavesTogetherWhatIsOne(String words) {
        assertThat(Requests.in(words)).containsExactly(words);
    }

    @Test
    void aLongStoryIsNotTakenApart() {
        assertThat(Requests.in("One. Two. Three. Four. Five. Six. Seven.")).isEmpty();
        assertThat(Requests.in("my bin was missed. ".repeat(100))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" and ", ", also ", ". ", "\n", "(", "\u202E", "also,", "? "})
    void noTextMakesItSlow(String seed) {
        List<Integer> sizes = List.of(900, 60_000);
        for (int size : sizes) {
            String words = seed.repeat(size / seed.length());
            Duration took = assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> ProcessorTime.of(() -> {
                        Requests.in(words);
                        Scene.MANNER.topic(words);
                        Scene.MANNER.asks(words);
                    }));
            assertThat(took).isLessThan(Duration.ofSeconds(5));
        }
    }
}
