package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {

    /** https://www.rfc-editor.org/rfc/rfc6238#appendix-B */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(second))).isEqualTo(code);
    }

    @Test
    void takesTheStepBeforeAndTheStepAfterAndNoOther() {
        for (long step = 998; step <= 1002; step++) {
            OptionalLong found = Totp.match(SECRET, Totp.code(SECRET, step), 1000, 0);
            assertThat(found).isEqualTo(Math.abs(step - 1000) <= 1 ? OptionalLong.of(step) : OptionalLong.empty());
        }
    }

    @Test
    void takesNoCodeTwiceAndNoneFromBeforeOneThatWasUsed() {
        assertThat(Totp.match(SECRET, Totp.code(SECRET, 1000), 1000, 1000)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, 999), 1000, 1000)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, 1001), 1000, 1000)).hasValue(1001);
    }

    @Test
    void doesNotMindBlanksButMindsEverythingElse() {
        String code = Totp.code(SECRET, 1000);
        assertThat(Totp.match(SECRET, " " + code.substring(0, 3) + " " + code.substring(3) + "\n", 1000, 0))
                .hasValue(1000);
        for (String wrong : new String[] {"", " ", "abcdef", code + "0", code.substring(1), "١٢٣٤٥٦"}) {
            assertThat(Totp.match(SECRET, wrong, 1000, 0)).as(wrong).isEmpty();
        }
    }

    @Test
    void isWrittenInGroupsAndAsAnAddressForApps() {
        assertThat(Totp.written(SECRET)).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assertThat(Totp.address("Marlbridge Council", "anna.b", SECRET).toString())
                .isEqualTo("otpauth://totp/Marlbridge%20Council:anna.b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Marlbridge%20Council");
    }

    @Test
    void hasANewSecretEachTime() {
        assertThat(Totp.newSecret()).hasSize(20).isNotEqualTo(Totp.newSecret());
    }
}
