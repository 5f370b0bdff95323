package org.guildhall.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.guildhall.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slack's own library signs as we do; it is there in script/signature-oracles. */
@Tag("slow")
class SignatureOracleTests {

    private static final String GENERATOR = "com.slack.api.app_backend.SlackSignature$Generator";

    @Test
    void signsAsSlackDoes() throws ReflectiveOperationException {
        Class<?> type = generator();
        assumeTrue(type != Void.class, "Slack's library is not here: script/signature-oracles fetches it");
        Object slacks = type.getConstructor(String.class).newInstance(Fixtures.SIGNING_SECRET);
        List<byte[]> bodies = Seeds.posts("slack").toList();
        assertThat(bodies).hasSizeGreaterThan(20);
        for (byte[] body : bodies) {
            String stamp = Long.toString(Fixtures.NOW.getEpochSecond());
            Object theirs = type.getMethod("generate", String.class, String.class)
                    .invoke(slacks, stamp, new String(body, StandardCharsets.UTF_8));

            assertThat(Fixtures.signature(body, stamp, Fixtures.SIGNING_SECRET)).isEqualTo(theirs);
            assertThat(Fixtures.channel(Fixtures.NOWHERE).signed(Fixtures.signed(body)))
                    .isTrue();
        }
    }

    private static Class<?> generator() {
        try {
            return Class.forName(GENERATOR);
        } catch (ClassNotFoundException notHere) {
            return Void.class;
        }
    }
}
