package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanFileTests {

    @Test
    void aPhotoLosesWhereItWasTaken() {
        byte[] photo = Photos.withExif(1, true);
        assertThat(latin(photo)).contains("Exif", Photos.PLACE);

        CleanFile clean = CleanFile.of(photo);

        assertThat(clean.picture()).isTrue();
        assertThat(clean.type()).isEqualTo(FileType.JPEG);
        assertThat(latin(clean.bytes())).doesNotContain("Exif", Photos.PLACE);
    }

    /** The red half ends up where the camera's owner saw it: https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf */
    @ParameterizedTest
    @CsvSource({"1,left", "2,right", "3,right", "4,left", "5,top", "6,top", "7,bottom", "8,bottom", "9,left"})
    void aPhotoStandsUprightWithoutItsExif(int orientation, String red) throws IOException {
        for (boolean little : new boolean[] {true, false}) {
            byte[] clean = CleanFile.of(Photos.withExif(orientation, little)).bytes();

            BufferedImage image = ImageIO.read(new ByteArrayInputStream(clean));
            boolean upright = red.equals("left") || red.equals("right");
            assertThat(image.getWidth()).isEqualTo(upright ? 64 : 32);
            assertThat(image.getHeight()).isEqualTo(upright ? 32 : 64);
            assertThat(redSide(image)).isEqualTo(red);
        }
    }

    private static String redSide(BufferedImage image) {
        int right = image.getWidth() - 5;
        int bottom = image.getHeight() - 5;
        boolean topLeft = isRed(image.getRGB(4, 4));
        boolean topRight = isRed(image.getRGB(right, 4));
        boolean bottomLeft = isRed(image.getRGB(4, bottom));
        return topLeft && topRight ? "top" : topLeft && bottomLeft ? "left" : bottomLeft ? "bottom" : "right";
    }

    private static boolean isRed(int rgb) {
        return (rgb >> 16 & 0xff) > 200 && (rgb & 0xff) < 60;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif"})
    void aPictureWithoutLossIsPaintedAnew(String format) throws IOException {
        byte[] hidden = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        byte[] picture = Photos.plain(format);
        byte[] polyglot = Arrays.copyOf(picture, picture.length + hidden.length);
        System.arraycopy(hidden, 0, polyglot, picture.length, hidden.length);

        CleanFile clean = CleanFile.of(polyglot);

        assertThat(clean.picture()).isTrue();
        assertThat(clean.type()).isEqualTo(FileType.PNG);
        assertThat(latin(clean.bytes())).doesNotContain("script");
        assertThat(isRed(ImageIO.read(new ByteArrayInputStream(clean.bytes())).getRGB(4, 4)))
                .isTrue();
    }

    @Test
    void aPictureOfTooManyPixelsIsNotDecodedAndALargeOneIsPaintedSmaller() throws IOException {
        assertThat(CleanFile.of(white(10_000, 5_010)).picture()).isFalse();

        CleanFile large = CleanFile.of(white(10_000, 4_990));
        assertThat(large.picture()).isTrue();
        assertThat(ImageIO.read(new ByteArrayInputStream(large.bytes())).getWidth())
                .isEqualTo(5_000);
    }

    /** A few kilobytes that become tens of megapixels. */
    private static byte[] white(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", png);
        return png.toByteArray();
    }

    @Test
    void aPhotoWithThousandsOfScansIsNotDecoded() {
        byte[] photo = Photos.plain("jpg");
        byte[] scans = Arrays.copyOf(photo, photo.length + 2000);
        for (int at = photo.length; at < scans.length; at += 2) {
            scans[at] = (byte) 0xff;
            scans[at + 1] = (byte) 0xda;
        }
        assertThat(CleanFile.of(photo).picture()).isTrue();
        assertThat(CleanFile.of(scans).picture()).isFalse();
    }

    @Test
    void halfAPhotoAndNoPhotoAtAllAreKeptAsTheyCame() {
        byte[] photo = Photos.withExif(6, true);
        for (int length = 0; length < 200; length++) {
            byte[] start = Arrays.copyOf(photo, length);
            CleanFile clean = CleanFile.of(start);
            assertThat(clean.picture() || Arrays.equals(clean.bytes(), start)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a46,JPEG",
        "89504e470d0a1a0a,PNG",
        "474946383961,GIF",
        "524946460000000057454250,WEBP",
        "000000186674797069736f6d,MP4",
        "00000018667479706d703432,MP4",
        "00000018667479704d344120,M4A",
        "000000186674797068656963,OTHER",
        "4f67675300020000000000000000000000000000000000000000000001134f70757348656164,OGG",
        "4f676753000200000000,OTHER",
        "494433040000,MP3",
        "fffb9064,MP3",
        "fffbf064,OTHER",
        "255044462d312e37,PDF",
        "3c737667,OTHER",
        "3c68746d6c3e,OTHER",
        "504b0304,OTHER",
        "4d5a9000,OTHER",
        "ffd8,OTHER",
        "'',OTHER"
    })
    void whatAFileIsShowsInItsFirstBytes(String hex, FileType type) {
        assertThat(FileType.of(HexFormat.of().parseHex(hex))).isEqualTo(type);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
