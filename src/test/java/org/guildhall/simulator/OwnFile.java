package org.guildhall.simulator;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/** A file on a pretend citizen's phone. */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record OwnFile(String name, String mediaType, byte[] bytes) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /**
     * One on this machine.
     *
     * @param otherwise its media type where the system knows none
     */
    static OwnFile of(Path path, String otherwise) throws IOException {
        String type = Objects.requireNonNullElse(Files.probeContentType(path), otherwise);
        return new OwnFile(path.getFileName().toString(), type, Files.readAllBytes(path));
    }

    /** A picture of a bin with its lid open, for who has none at hand. */
    static OwnFile photo() throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = picture.createGraphics();
        brush.setColor(new Color(0xb5, 0xcd, 0xe0));
        brush.fillRect(0, 0, WIDTH, HEIGHT);
        brush.setColor(Color.GRAY);
        brush.fillRect(0, 360, WIDTH, HEIGHT - 360);
        brush.setColor(new Color(0x2f, 0x6b, 0x3a));
        brush.fillRect(230, 170, 180, 230);
        brush.rotate(-0.4, 230, 170);
        brush.fillRect(225, 145, 200, 25);
        brush.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        return new OwnFile("bin.jpg", "image/jpeg", bytes.toByteArray());
    }

    /** A letter, for who has none at hand. */
    static OwnFile letter() {
        byte[] words = "To the council\n\nThe bins in our street were not emptied.\n".getBytes(StandardCharsets.UTF_8);
        return new OwnFile("letter.txt", "text/plain", words);
    }
}
