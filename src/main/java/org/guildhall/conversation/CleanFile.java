package org.guildhall.conversation;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A file as it is kept. Pictures are painted anew, so that neither where they were taken nor anything hidden in them goes
 * on; what cannot be painted is kept as it came, and never shown inside a page.
 *
 * @param type what it is by its bytes
 * @param picture whether we painted it, so that a page may show it
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record CleanFile(FileType type, boolean picture, byte[] bytes) {

    /** More than phones take; beyond it decoding alone could fill the memory. */
    private static final long MOST_PIXELS = 50_000_000;

    /** Larger ones are painted smaller: this is 4 bytes a pixel twice, and enough to see a number plate. */
    private static final long MOST_PAINTED = 16_000_000;

    /** Photos have about ten; thousands are made to keep a decoder busy for hours. */
    private static final int MOST_SCANS = 64;

    private static final float QUALITY = 0.88f;

    /** Decodes and paints; takes seconds of computing for a large photo, so not for an event loop or a virtual thread. */
    static CleanFile of(byte[] bytes) {
        FileType type = FileType.of(bytes);
        return painted(type, bytes).orElseGet(() -> new CleanFile(type, false, bytes));
    }

    // Decoders answer nonsense with all sorts of exceptions, and with too little memory; it is kept unpainted then.
    @SuppressWarnings("CatchThrowable")
    private static Optional<CleanFile> painted(FileType type, byte[] bytes) {
        try {
            return switch (type) {
                case JPEG -> scans(bytes) > MOST_SCANS ? Optional.empty() : jpeg(bytes);
                case PNG, GIF -> png(type, bytes);
                case WEBP, MP4, OGG, WEBM, MP3, M4A, PDF, OTHER -> Optional.empty();
            };
        } catch (Throwable undecodable) {
            return Optional.empty();
        }
    }

    private static Optional<CleanFile> jpeg(byte[] bytes) throws IOException {
        Optional<BufferedImage> decoded = decoded(FileType.JPEG, bytes);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        BufferedImage upright = upright(decoded.get(), Orientation.of(bytes));
        return Optional.of(new CleanFile(FileType.JPEG, true, encoded(upright, FileType.JPEG)));
    }

    private static Optional<CleanFile> png(FileType type, byte[] bytes) throws IOException {
        Optional<BufferedImage> decoded = decoded(type, bytes);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        BufferedImage image = decoded.get();
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D brush = plain.createGraphics();
        brush.drawImage(image, 0, 0, null);
        brush.dispose();
        return Optional.of(new CleanFile(FileType.PNG, true, encoded(plain, FileType.PNG)));
    }

    /** The first picture in it, smaller when it is large; empty when it claims too many pixels. */
    private static Optional<BufferedImage> decoded(FileType type, byte[] bytes) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.mediaType());
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels <= 0 || pixels > MOST_PIXELS) {
                return Optional.empty();
            }
            int step = (int) Math.ceil(Math.sqrt((double) pixels / MOST_PAINTED));
            ImageReadParam how = reader.getDefaultReadParam();
            how.setSourceSubsampling(step, step, 0, 0);
            return Optional.of(reader.read(0, how));
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean aside = orientation.turnsAside();
        BufferedImage upright =
                new BufferedImage(aside ? height : width, aside ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = upright.createGraphics();
        brush.drawImage(image, orientation.upright(width, height), null);
        brush.dispose();
        return upright;
    }

    private static byte[] encoded(BufferedImage image, FileType type) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(type.mediaType()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (type == FileType.JPEG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** How often a scan begins in a JPEG; between scans the two bytes cannot stand next to each other. */
    private static int scans(byte[] jpeg) {
        int scans = 0;
        for (int at = 0; at + 1 < jpeg.length; at++) {
            if ((jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == 0xda) {
                scans++;
            }
        }
        return scans;
    }
}
