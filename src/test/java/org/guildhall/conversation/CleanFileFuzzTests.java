package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.guildhall.Seeds;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a citizen sends as a file. */
class CleanFileFuzzTests {

    /** A node has three minutes for fetching a file and painting it. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** What one segment of a JPEG may hold besides its head. */
    private static final int MOST_EXIF = 60_000;

    private static final int START_OF_FRAME = 0xffc0;
    private static final int START_OF_SCAN = 0xffda;
    private static final int APP1 = 0xffe1;
    private static final int APP15 = 0xffef;
    private static final int COMMENT = 0xfffe;

    static Stream<byte[]> files() {
        byte[] jpeg = Photos.plain("jpg");
        byte[] png = Photos.plain("png");
        byte[] gif = Photos.plain("gif");
        return Stream.concat(
                Stream.of(
                        jpeg, png, gif, sized(jpeg, 3000, 2000), claiming(png, 65_000), truncated(png), truncated(gif)),
                Stream.concat(
                        IntStream.rangeClosed(0, 9).mapToObj(way -> Photos.withExif(way, way % 2 == 0)),
                        Seeds.lines("src/test/resources/markdown/attacks.txt").stream()));
    }

    static Stream<byte[]> exifs() {
        return Stream.concat(
                IntStream.rangeClosed(0, 9).mapToObj(CleanFileFuzzTests::exif),
                Stream.of(
                        new byte[] {'I', 'I', 42, 0, -1, -1, -1, -1},
                        new byte[] {'M', 'M', 0, 42, 127, -1, -1, -1},
                        new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, -1, -1, 1, 18},
                        Photos.plain("jpg")));
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "60s")
    void anyFileIsPaintedAnewOrKeptAsItCame(byte[] bytes) throws IOException {
        byte[] before = bytes.clone();
        long began = System.nanoTime();
        CleanFile clean = CleanFile.of(bytes);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
        assertThat(bytes).isEqualTo(before);
        if (clean.picture()) {
            shown(clean);
        } else {
            assertThat(clean.bytes()).isSameAs(bytes);
            assertThat(clean.type()).isEqualTo(FileType.of(bytes));
        }
    }

    @MethodSource("exifs")
    @FuzzTest(maxDuration = "60s")
    void aPhotoIsPaintedWhateverItsExifSays(byte[] bytes) throws IOException {
        byte[] photo = photo(bytes);
        CleanFile clean = CleanFile.of(photo);
        assertThat(clean.picture()).isTrue();
        assertThat(clean.type()).isEqualTo(FileType.JPEG);
        BufferedImage shown = shown(clean);
        assertThat(new Rectangle(shown.getWidth(), shown.getHeight()))
                .isEqualTo(Orientation.of(photo).turnsAside() ? new Rectangle(32, 64) : new Rectangle(64, 32));
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "60s")
    void howeverACameraWasHeldThePictureFillsItsFrame(byte[] bytes) {
        Orientation orientation = Orientation.of(bytes);
        assertThat(orientation
                        .upright(64, 32)
                        .createTransformedShape(new Rectangle(64, 32))
                        .getBounds())
                .isEqualTo(orientation.turnsAside() ? new Rectangle(32, 64) : new Rectangle(64, 32));
    }

    /** What a browser would show, which is what its type says and tells nothing of where it was taken. */
    private static BufferedImage shown(CleanFile clean) throws IOException {
        assertThat(clean.type()).isIn(FileType.JPEG, FileType.PNG);
        assertThat(FileType.of(clean.bytes())).isEqualTo(clean.type());
        assertThat(new String(clean.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(Photos.PLACE);
        if (clean.type() == FileType.JPEG) {
            assertThat(segments(clean.bytes())).noneMatch(marker -> marker >= APP1 && marker <= APP15);
            assertThat(segments(clean.bytes())).doesNotContain(COMMENT);
        } else {
            assertThat(chunks(clean.bytes())).doesNotContain("eXIf", "tEXt", "zTXt", "iTXt");
        }
        return Objects.requireNonNull(
                ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(clean.bytes()))));
    }

    /** The marks of a JPEG's segments up to its first scan: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1. */
    private static List<Integer> segments(byte[] jpeg) {
        List<Integer> markers = new ArrayList<>();
        ByteBuffer at = ByteBuffer.wrap(jpeg).position(2);
        int marker = 0;
        while (marker != START_OF_SCAN) {
            marker = at.getShort() & 0xffff;
            markers.add(marker);
            at.position(at.position() + (at.getShort(at.position()) & 0xffff));
        }
        return markers;
    }

    /** The names of a PNG's chunks: https://www.w3.org/TR/png-3/#5Chunk-layout */
    private static List<String> chunks(byte[] png) {
        List<String> names = new ArrayList<>();
        ByteBuffer at = ByteBuffer.wrap(png).position(8);
        while (at.hasRemaining()) {
            int length = at.getInt();
            names.add(new String(png, at.position(), 4, StandardCharsets.US_ASCII));
            at.position(at.position() + 4 + length + 4);
        }
        return names;
    }

    /** A photo with this as its EXIF, but for what would begin a scan, of which too many are refused. */
    private static byte[] photo(byte[] exif) {
        byte[] held = Arrays.copyOf(exif, Math.min(exif.length, MOST_EXIF));
        for (int at = 0; at < held.length; at++) {
            held[at] = held[at] == (byte) START_OF_SCAN ? 0 : held[at];
        }
        byte[] jpeg = Photos.plain("jpg");
        return ByteBuffer.allocate(jpeg.length + 10 + held.length)
                .put(jpeg, 0, 2)
                .putShort((short) APP1)
                .putShort((short) (8 + held.length))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(held)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** What stands after the word Exif in a photo that was held so. */
    private static byte[] exif(int way) {
        byte[] photo = Photos.withExif(way, way % 2 == 0);
        int length = ByteBuffer.wrap(photo).getShort(4) & 0xffff;
        return Arrays.copyOfRange(photo, 12, 4 + length);
    }

    /** The same photo that says it is of another size, and so ends too early. */
    private static byte[] sized(byte[] jpeg, int width, int height) {
        byte[] lie = jpeg.clone();
        ByteBuffer bytes = ByteBuffer.wrap(lie);
        int at = 2;
        while ((bytes.getShort(at) & 0xffff) != START_OF_FRAME) {
            at += 2 + (bytes.getShort(at + 2) & 0xffff);
        }
        bytes.putShort(at + 5, (short) height).putShort(at + 7, (short) width);
        return lie;
    }

    /** The same PNG that says it has more pixels than anybody could paint. */
    private static byte[] claiming(byte[] png, int side) {
        byte[] lie = png.clone();
        ByteBuffer.wrap(lie).putInt(16, side).putInt(20, side);
        return lie;
    }

    private static byte[] truncated(byte[] picture) {
        return Arrays.copyOf(picture, picture.length / 2);
    }
}
