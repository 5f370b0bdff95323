package org.guildhall.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guildhall.channel.meta.MetaCalls;
import org.junit.jupiter.api.Test;

/** A real payload from the vendor's page, read where it lies beside the project; skipped where it does not. */
class SharedSamplesTests {

    @Test
    void aCommentInPublicIsNoMessage() throws IOException {
        Path sample = Path.of("../shared/channels/instagram/docs_comment_change.json");
        assumeTrue(Files.exists(sample), "No collected payloads beside the project");

        assertThat(Fixtures.channel(Fixtures.NOWHERE).read(MetaCalls.signed(Files.readAllBytes(sample))))
                .isEmpty();
    }
}
