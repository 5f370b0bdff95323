package org.guildhall.channel.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.guildhall.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** LINE's own library says whether we sign and check as LINE does; it is there in script/signature-oracles. */
@Tag("slow")
class SignatureOracleTests {

    private static final String VALIDATOR = "com.linecorp.bot.parser.LineSignatureValidator";

    @Test
    void takesOurSignaturesForLinesAndNoOthers() throws ReflectiveOperationException {
        Class<?> type = validator();
        assumeTrue(type != Void.class, "LINE's library is not here: script/signature-oracles fetches it");
        Object lines = type.getConstructor(byte[].class).newInstance(Fixtures.SECRET.getBytes(StandardCharsets.UTF_8));
        Method valid = type.getMethod("validateSignature", byte[].class, String.class);
        List<byte[]> bodies = Seeds.posts("line").toList();
        assertThat(bodies).hasSizeGreaterThan(20);
        for (byte[] body : bodies) {
            assertThat(valid.invoke(lines, body, Fixtures.signature(body, Fixtures.SECRET)))
                    .isEqualTo(true);
            assertThat(valid.invoke(lines, body, Fixtures.signature(body, "another")))
                    .isEqualTo(false);
            assertThat(Fixtures.channel(Fixtures.NOWHERE).signed(Fixtures.signed(body)))
                    .isTrue();
        }
    }

    private static Class<?> validator() {
        try {
            return Class.forName(VALIDATOR);
        } catch (ClassNotFoundException notHere) {
            return Void.class;
        }
    }
}
