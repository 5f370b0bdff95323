package org.guildhall.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures and short links, with the key in a real database. */
class SealTests {

    /** Test 1 of RFC 8032, section 7.1. */
    private static final String KNOWN_SECRET = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final Instant MAY = Instant.parse("2026-05-03T09:04:31Z");
    private static final PublicUrl HERE = new PublicUrl(URI.create("https://help.example.gov.uk"));

    private final Database database = TestDatabase.migrated().database();
    private final Seal seal = new Seal(database, new SigningKeys(List.of()));
    private final Permalinks links = new Permalinks(seal, HERE);

    @Test
    void signsWhatOthersCanCheckWithoutUs() throws GeneralSecurityException {
        String token = seal.sign("{\"council\":\"Marlbridge\"}");

        String[] parts = token.split("\\.");
        Signature others = Signature.getInstance("Ed25519");
        others.initVerify(publicKey(seal.published().getFirst().x()));
        others.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
        assertThat(others.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(seal.opened(token)).contains("{\"council\":\"Marlbridge\"}");
    }

    @Test
    void hasTheKeysOfTheStandard() {
        SealingKey known = SealingKey.of(HexFormat.of().parseHex(KNOWN_SECRET));
        assertThat(known.published())
                .isEqualTo(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of()
                                .parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")));
        // RFC 8037, appendix A.3: the same key's name.
        assertThat(known.id()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void knowsWhenALetterWasChanged() {
        String token = seal.sign("{\"version\":7}");
        // Not the last letter, of which not every bit counts.
        for (int i = 0; i < token.length() - 1; i += 7) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(seal.opened(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("letter %d", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJ.eyJ.", "eyJhbGciOiJub25lIn0.e30.", "%%%.%%%.%%%"})
    void opensNothingElse(String token) {
        assertThat(seal.opened(token)).isEmpty();
    }

    @Test
    void signsAlikeOnEveryNode() {
        Seal other = new Seal(database, new SigningKeys(List.of()));
        assertThat(other.published()).isEqualTo(seal.published());
        assertThat(other.sign("{}")).isEqualTo(seal.sign("{}"));
    }

    @Test
    void signsWithTheOperatorsKeyAndStillKnowsTheOlder() {
        String old = seal.sign("{}");
        String oldLink = links.code("missed-bin", 7, MAY);
        String key = Base64.getEncoder().encodeToString(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        });
        Seal changed = new Seal(database, new SigningKeys(List.of(new Secret(key))));
        Permalinks newLinks = new Permalinks(changed, HERE);

        assertThat(changed.published())
                .hasSize(2)
                .first()
                .isNotEqualTo(seal.published().getFirst());
        assertThat(changed.opened(old)).isPresent();
        assertThat(newLinks.ours(Permalinks.read(oldLink).orElseThrow(), "missed-bin", 7))
                .isTrue();
        assertThat(newLinks.code("missed-bin", 7, MAY)).isNotEqualTo(oldLink);
        assertThat(seal.opened(changed.sign("{}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base64 at all, but long enough to look like it"})
    void refusesAKeyThatIsNoneWithoutShowingIt(String key) {
        assertThatThrownBy(() -> new SigningKeys(List.of(new Secret(key))))
                .hasMessageContaining("guildhall.signing-keys")
                .hasMessageNotContaining("not base64 at all");
    }

    @Test
    void saysWhichVersionAndWhenInSixteenLetters() {
        String code = links.code("missed-bin", 7, MAY);

        assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(links.to("missed-bin", 7, MAY)).isEqualTo("https://help.example.gov.uk/a/" + code);
        Permalinks.Code read = Permalinks.read(code).orElseThrow();
        assertThat(read.at()).isEqualTo(Instant.parse("2026-05-03T09:04:00Z"));
        assertThat(read.name()).isEqualTo(Permalinks.name("missed-bin", 7));
        assertThat(links.ours(read, "missed-bin", 7)).isTrue();
        assertThat(links.ours(read, "missed-bin", 8)).isFalse();
        assertThat(links.ours(read, "missed-bins", 7)).isFalse();
    }

    @Test
    void readsLettersAsPeopleWriteThem() {
        String code = links.code("missed-bin", 7, MAY);
        Permalinks.Code read = Permalinks.read(code).orElseThrow();
        assertThat(Permalinks.read(code.toLowerCase(java.util.Locale.ROOT))).contains(read);
        assertThat(Permalinks.read(code.replace("-", ""))).contains(read);
        assertThat(Permalinks.read(" " + code.replace('-', ' ') + "\n")).contains(read);
        assertThat(Permalinks.read(code.replace('0', 'O').replace('1', 'l'))).contains(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234",
                "1234-1234-1234-123",
                "1234-1234-1234-12345",
                "UUUU-UUUU-UUUU-UUUU",
                "é234-1234-1234-1234"
            })
    void readsNothingElse(String letters) {
        assertThat(Permalinks.read(letters)).isEmpty();
    }

    @Test
    void letsNobodyMakeUpATime() {
        Permalinks.Code real = Permalinks.read(links.code("missed-bin", 7, MAY)).orElseThrow();
        for (int minutes = 1; minutes < 10_000; minutes++) {
            Permalinks.Code earlier = new Permalinks.Code(real.name(), real.minute() - minutes, real.tag());
            assertThat(links.ours(earlier, "missed-bin", 7)).isFalse();
        }
    }

    @Test
    void keepsWithinItsLettersAtTheEndsOfTime() {
        for (Instant at : Arrays.asList(
                Instant.EPOCH,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2057-01-01T00:00:00Z"),
                Instant.MAX.minus(Duration.ofDays(400)))) {
            String code = links.code("x", Integer.MAX_VALUE, at);
            assertThat(code).hasSize(19);
            assertThat(links.ours(Permalinks.read(code).orElseThrow(), "x", Integer.MAX_VALUE))
                    .isTrue();
        }
    }

    /** As RFC 8410 writes it: a fixed beginning, and the key. */
    private static PublicKey publicKey(String x) throws GeneralSecurityException {
        byte[] raw = Base64.getUrlDecoder().decode(x);
        String encoded = "302a300506032b6570032100" + HexFormat.of().formatHex(raw);
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded)));
    }
}
