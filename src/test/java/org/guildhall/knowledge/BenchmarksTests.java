package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** Runs the benchmarks, each in a process of its own; their figures are left in {@code target}. Wants a quiet machine. */
@Tag("slow")
class BenchmarksTests {

    private static final double NEARLY_ALL = 99;

    @Test
    void aQuestionToAHundredTimesAsManyArticlesTakesNoMoreThanFourTimesAsLong() throws RunnerException {
        Map<String, Statistics> times = run(AskingBenchmark.class, "12g").stream()
                .collect(Collectors.toMap(
                        result -> result.getParams().getParam("articles"),
                        result -> result.getPrimaryResult().getStatistics()));
        Statistics many = Objects.requireNonNull(times.get("100000"));
        Statistics few = Objects.requireNonNull(times.get("1000"));
        assertThat(many.getPercentile(NEARLY_ALL)).isLessThanOrEqualTo(60);
        assertThat(many.getPercentile(50)).isLessThanOrEqualTo(4 * few.getPercentile(50));
    }

    @Test
    void publishesOneChangedArticleWithinTwoSeconds() throws RunnerException {
        Map<String, Statistics> times = run(PublishingBenchmark.class, "1g").stream()
                .collect(Collectors.toMap(
                        result -> result.getPrimaryResult().getLabel(),
                        result -> result.getPrimaryResult().getStatistics()));
        assertThat(times).containsKey("fifteenThousandQuestions");
        assertThat(Objects.requireNonNull(times.get("oneChangedArticle")).getMax())
                .isLessThan(2);
    }

    private static Collection<RunResult> run(Class<?> benchmarks, String heap) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmarks.getName())
                        .forks(1)
                        .jvmArgs(
                                "-Xmx" + heap,
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED")
                        .shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result("target/" + benchmarks.getSimpleName() + ".json")
                        .build())
                .run();
    }
}
