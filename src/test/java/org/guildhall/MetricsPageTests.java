package org.guildhall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsPageTests {

    private MetricsPage page = new MetricsPage(List.of());

    @BeforeEach
    void read() throws IOException {
        page = MetricsPage.of(Files.readString(Path.of("src/test/resources/metrics/page.txt")));
    }

    @Test
    void addsUpWhatHasTheLabels() {
        assertThat(page.sum("guildhall_admission_taken")).isEqualTo(23);
        assertThat(page.sum("guildhall_admission_taken", "share=\"chat\"")).isEqualTo(3);
        assertThat(page.sum("guildhall_connections")).isEqualTo(7);
        assertThat(page.sum("guildhall_webhooks_seconds_max", "channel=\"telegram\"", "outcome=\"accepted\""))
                .isEqualTo(0.0213);
    }

    @Test
    void countsNothingForLabelsThatDidNotComeUp() {
        assertThat(page.sum("guildhall_webhooks_seconds_count", "outcome=\"unsigned\""))
                .isZero();
    }

    @Test
    void refusesToCountWhatNobodyCounts() {
        for (String missing : new String[] {"guildhall_webhooks_seconds", "guildhall_admission", "guildhall_typo"}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> page.sum(missing, "channel=\"telegram\""))
                    .withMessageEndingWith(missing);
        }
    }

    @Test
    void knowsTheNames() {
        assertThat(page.names())
                .containsExactlyInAnyOrder(
                        "guildhall_admission_taken",
                        "guildhall_connections",
                        "guildhall_webhooks_seconds_bucket",
                        "guildhall_webhooks_seconds_count",
                        "guildhall_webhooks_seconds_sum",
                        "guildhall_webhooks_seconds_max");
    }
}
