package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClamdTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 1_000_000;

    private final StubClamd scanner = new StubClamd();

    @AfterEach
    void stop() {
        scanner.close();
    }

    @Test
    void sendsAFilePieceByPieceAndHearsThatItIsClean() throws IOException {
        byte[] file = new byte[300_000];
        Arrays.fill(file, (byte) 7);

        assertThat(scan(file, 100_000)).isEqualTo(new Clamd.Verdict.Clean());
        assertThat(scanner.scanned()).singleElement().isEqualTo(file);
    }

    @Test
    void hearsWhatWasFound() throws IOException {
        byte[] file = ("xx" + StubClamd.VIRUS).getBytes(StandardCharsets.US_ASCII);

        assertThat(scan(file, 10)).isEqualTo(new Clamd.Verdict.Infected("Eicar-Test-Signature"));
        scanner.saying("stream: Win.<b>Trojan</b> FOUND");
        assertThat(scan(file, 10)).isEqualTo(new Clamd.Verdict.Infected("Win._b_Trojan__b_"));
    }

    @Test
    void aFileThatIsTooLargeIsSaidToBeWhoeverNoticesFirst() throws IOException {
        scanner.takingAtMost(1_000);
        assertThat(scan(new byte[5_000], 100)).isEqualTo(new Clamd.Verdict.TooLarge());

        Iterator<byte[]> never = List.<byte[]>of().iterator();
        assertThat(clamd(PATIENCE).scan(MOST + 1L, never)).isEqualTo(new Clamd.Verdict.TooLarge());
        assertThat(scanner.scanned()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "stream: Can't allocate memory ERROR", "nonsense", "stream: OK and more"})
    void whatIsNoVerdictIsNone(String reply) {
        scanner.saying(reply);

        assertThatThrownBy(() -> scan(new byte[10], 10)).isInstanceOf(IOException.class);
    }

    @Test
    void waitsForNobodyForEver() {
        scanner.saying("…");

        assertThatThrownBy(() -> clamd(Duration.ofMillis(300)).scan(10, pieces(new byte[10], 10)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void saysSoWhenNobodyIsThere() {
        scanner.close();

        assertThatThrownBy(() -> scan(new byte[10], 10)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:",
                ":3310",
                "localhost:0",
                "localhost:65536",
                "http://localhost:3310",
                "a b:1"
            })
    void refusesASettingThatIsNoHostAndPort(String setting) {
        assertThatThrownBy(() -> new ClamavProperties(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guildhall.clamav");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:3310", "clamav.internal:1", "[::1]:3310", " 10.0.0.1:3310 "})
    void takesAHostAndAPort(String setting) {
        assertThat(new ClamavProperties(setting).present()).isTrue();
    }

    private Clamd.Verdict scan(byte[] file, int piece) throws IOException {
        return clamd(PATIENCE).scan(file.length, pieces(file, piece));
    }

    private Clamd clamd(Duration patience) {
        return new Clamd(new ClamavProperties(scanner.address()), patience, MOST);
    }

    private static Iterator<byte[]> pieces(byte[] file, int piece) {
        return IntStream.iterate(0, at -> at < file.length, at -> at + piece)
                .mapToObj(at -> Arrays.copyOfRange(file, at, Math.min(at + piece, file.length)))
                .iterator();
    }
}
