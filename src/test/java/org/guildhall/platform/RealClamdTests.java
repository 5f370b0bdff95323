package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ClamAV itself says whether we speak with it as it wants; it is there in {@code script/clamd}, taking a megabyte at most. */
@Tag("slow")
@Timeout(120)
class RealClamdTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PIECE = 8 * 1024;
    private static final int MEGABYTE = 1024 * 1024;

    /** https://www.eicar.org/download-anti-malware-testfile: harmless, and known to all scanners. */
    private static final String TEST_FILE = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + StubClamd.VIRUS + "!$H+H*";

    private final String address = System.getProperty("clamd.address", "");

    @BeforeEach
    void itIsThere() {
        assumeTrue(!address.isEmpty(), "no clamd.address: script/clamd starts one");
    }

    @Test
    void knowsWhatIsHarmless() throws IOException {
        assertThat(scan("What a nice bin.".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Clamd.Verdict.Clean());
        assertThat(scan(new byte[MEGABYTE / 2])).isEqualTo(new Clamd.Verdict.Clean());
        assertThat(scan(new byte[0])).isEqualTo(new Clamd.Verdict.Clean());
    }

    @Test
    void knowsTheTestVirusAlsoInsideAnArchive() throws IOException {
        byte[] virus = TEST_FILE.getBytes(StandardCharsets.US_ASCII);

        assertThat(scan(virus))
                .isInstanceOfSatisfying(
                        Clamd.Verdict.Infected.class,
                        found -> assertThat(found.name()).startsWith("Eicar-Test-Signature"));
        assertThat(scan(zipped(virus))).isInstanceOf(Clamd.Verdict.Infected.class);
    }

    @Test
    void saysWhatIsTooLargeAndHearsTheNextOne() throws IOException {
        assertThat(scan(new byte[3 * MEGABYTE])).isEqualTo(new Clamd.Verdict.TooLarge());
        assertThat(scan(new byte[20 * MEGABYTE])).isEqualTo(new Clamd.Verdict.TooLarge());

        assertThat(scan(new byte[10])).isEqualTo(new Clamd.Verdict.Clean());
    }

    private Clamd.Verdict scan(byte[] file) throws IOException {
        Iterator<byte[]> pieces = IntStream.iterate(0, at -> at < file.length, at -> at + PIECE)
                .mapToObj(at -> Arrays.copyOfRange(file, at, Math.min(at + PIECE, file.length)))
                .iterator();
        return new Clamd(new ClamavProperties(address), PATIENCE, 100L * MEGABYTE).scan(file.length, pieces);
    }

    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("holiday.txt"));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
