package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.guildhall.ProcessorTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that can be typed makes a question slow or makes it fail. */
class HostileQuestionTests {

    /** Of a processor; generous, as what this guards against takes minutes. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " \n\t ",
                "\0",
                "bin\0day",
                "[".repeat(65_536),
                "(((((".repeat(13_000),
                "AND NOT *:* ~~ \" OR title:x^99 /.*/ bin~9999 ".repeat(1_000),
                "bin ".repeat(20_000),
                Stream.iterate(0, i -> i + 1).limit(20_000).map(i -> "w" + i).reduce("", (a, b) -> a + " " + b),
                "a".repeat(65_536),
                "\uD83D\uDDD1\uFE0F".repeat(10),
                "\uD800\uDC00\uD800",
                "\u200B\u200C\u200D\uFEFF\u2060",
                "\u202Eyad nib ym si nehw\u202C",
                "Z\u0351\u0343\u033Aa\u0321lgo" + "\u0300".repeat(5_000),
                "\u0627\u0644\u0633\u0644\u0627\u0645 \u65E5\u672C",
                "<script>alert(1)</script> ${jndi:ldap://x} ' or 1=1 --",
                "99999999999999999999999999999999 1e999 NaN");
    }

    /** Opened before the clock runs: only the question's own time counts. */
    @BeforeAll
    static void open() {
        Sample.library();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void comesToNoHarm(String question) {
        AtomicReference<Finding> found = new AtomicReference<>();
        assertThat(ProcessorTime.of(() -> found.set(Sample.library().ask(question))))
                .isLessThan(LIMIT);
        Finding finding = Objects.requireNonNull(found.get());
        assertThat(finding.confidence()).isBetween(0.0, 1.0);
        assertThat(Sample.library().explain(question)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void quotesOnlyApprovedWords(String question) {
        Sample.library()
                .ask(question + " when is my bin day")
                .best()
                .ifPresent(passage -> assertThat(Sample.library().articles().stream()
                                .filter(version -> version.article().id().equals(passage.article()))
                                .flatMap(version -> version.article().sections().stream())
                                .map(Article.Section::text))
                        .contains(passage.text()));
    }
}
