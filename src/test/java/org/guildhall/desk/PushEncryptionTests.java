package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of https://www.rfc-editor.org/rfc/rfc8291#appendix-A, and what is no key. */
class PushEncryptionTests {

    private static final byte[] WORDS = "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OUR_POINT =
            bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
    private static final byte[] OUR_NUMBER = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    private static final byte[] THEIR_POINT =
            bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
    private static final byte[] SECRET = bytes("BTBZMqHH6r4Tts7J_aSIgg");
    private static final byte[] SALT = bytes("DGv6ra1nlYgDCS1FRnbzlw");
    private static final byte[] BODY = bytes("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg"
            + "Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexS"
            + "gSxsj_Qulcy4a-fN");

    @Test
    void encryptsAsTheStandardsExampleDoes() {
        KeyPair ours = P256.pair(OUR_POINT, OUR_NUMBER);

        assertThat(PushEncryption.encrypted(WORDS, THEIR_POINT, SECRET, ours, SALT))
                .isEqualTo(BODY);
    }

    @Test
    void usesAnotherKeyAndSaltEachTime() {
        byte[] one = PushEncryption.encrypted(WORDS, THEIR_POINT, SECRET);
        byte[] other = PushEncryption.encrypted(WORDS, THEIR_POINT, SECRET);

        assertThat(one).hasSameSizeAs(BODY).isNotEqualTo(other);
    }

    @Test
    void refusesWhatNoPushServiceMustTake() {
        assertThat(PushEncryption.encrypted(new byte[3_993], THEIR_POINT, SECRET))
                .hasSize(4_096);
        assertThatThrownBy(() -> PushEncryption.encrypted(new byte[3_994], THEIR_POINT, SECRET))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesAndReadsKeysAsTheStandardDoes() {
        KeyPair ours = P256.pair(OUR_POINT, OUR_NUMBER);
        assertThat(P256.point(ours)).isEqualTo(OUR_POINT);
        assertThat(P256.number(ours)).isEqualTo(OUR_NUMBER);

        // Of so many some have a number that begins with a zero byte.
        for (int i = 0; i < 600; i++) {
            KeyPair random = P256.random();
            KeyPair again = P256.pair(P256.point(random), P256.number(random));
            assertThat(again.getPublic()).isEqualTo(random.getPublic());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BA",
                "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw8"
            })
    void takesNoPointThatIsNotOnTheCurve(String point) {
        assertThatThrownBy(() -> P256.publicKey(bytes(point))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String encoded) {
        return Base64.getUrlDecoder().decode(encoded);
    }
}
