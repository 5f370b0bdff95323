package org.guildhall.conversation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Made-up photos, as phones make them. */
public final class Photos {

    /** Where it was taken, as it stands in {@link #withExif}. */
    public static final String PLACE = "51.123456N 1.654321W";

    private Photos() {}

    /** 64 by 32 pixels, the left half red and the right half blue. */
    static byte[] plain(String format) {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, 32, 32);
        brush.setColor(Color.BLUE);
        brush.fillRect(32, 0, 32, 32);
        brush.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    /** The same as a JPEG, held in one of eight ways, with the place in its EXIF. */
    public static byte[] withExif(int orientation, boolean little) {
        byte[] jpeg = plain("jpg");
        byte[] place = PLACE.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 12 + 4 + place.length)
                .order(little ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        tiff.put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putInt(0).put(place);
        ByteBuffer photo = ByteBuffer.allocate(jpeg.length + 10 + tiff.capacity());
        photo.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (8 + tiff.capacity()));
        photo.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
        photo.put(jpeg, 2, jpeg.length - 2);
        return photo.array();
    }
}
