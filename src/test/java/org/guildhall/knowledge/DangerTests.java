package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DangerTests {

    /** What was reached last; a miss is a person without help. */
    private static final double RECALL = 0.97;

    private static final double FALSE_ALARMS = 0.05;

    private record Case(String text, boolean danger) {}

    @Test
    void seesPeopleInDangerWhoUseOtherWords() throws IOException {
        List<Case> danger = cases().stream().filter(Case::danger).toList();
        List<String> missed =
                danger.stream().filter(one -> !alarms(one)).map(Case::text).toList();
        assertThat(missed).as("missed of %d", danger.size()).hasSizeLessThanOrEqualTo(most(1 - RECALL, danger));
    }

    @Test
    void keepsCalmWhereWordsOnlySoundDangerous() throws IOException {
        List<Case> calm = cases().stream().filter(one -> !one.danger()).toList();
        List<String> alarmed =
                calm.stream().filter(DangerTests::alarms).map(Case::text).toList();
        assertThat(alarmed).as("alarmed of %d", calm.size()).hasSizeLessThanOrEqualTo(most(FALSE_ALARMS, calm));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "there's a gas bottle at the tip",
                "bonfire smoke",
                "council tax is killing me",
                "when is my bin day"
            })
    void isNotDanger(String text) {
        assertThat(Sample.library().ask(text).verdict()).isNotEqualTo(Finding.Verdict.DANGER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I can smell gas!!!",
                "HELP my house is on fire",
                "hi, my bin wasn't emptied. also i want to kill myself",
                "i want to k\u200Bill myself"
            })
    void isDanger(String text) {
        Finding finding = Sample.library().ask(text);
        assertThat(finding.verdict()).isEqualTo(Finding.Verdict.DANGER);
        assertThat(finding.best().orElseThrow().kind()).isEqualTo(Passage.Kind.DANGER);
    }

    private static boolean alarms(Case one) {
        return Sample.library().ask(one.text()).verdict() == Finding.Verdict.DANGER;
    }

    private static int most(double share, List<Case> cases) {
        return (int) Math.floor(share * cases.size() + 1e-9);
    }

    private static List<Case> cases() throws IOException {
        try (InputStream in = DangerTests.class.getResourceAsStream("/knowledge/danger.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Case(parts[0], !parts[1].isBlank()))
                    .toList();
        }
    }
}
