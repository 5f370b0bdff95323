package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The icons of the installed desk are ours: the same town hall as in {@code desk-icon.svg}, drawn here. With {@code
 * -Dguildhall.icons=write} they are written anew.
 */
class DeskIconTests {

    private static final Color BRAND = new Color(0x0b4a6f);
    private static final double GRID = 32;
    private static final double SMALLER = 0.7;
    private static final double MARGIN = 4.8;

    /** Edges may be smoothed in another way by another JDK. */
    private static final int SMOOTHING = 48;

    @ParameterizedTest
    @ValueSource(ints = {192, 512})
    void areDrawnFromTheSameShapes(int size) throws IOException {
        Path file = Path.of("src/main/resources/static/assets/desk-icon-" + size + ".png");
        BufferedImage drawn = drawn(size);
        if ("write".equals(System.getProperty("guildhall.icons"))) {
            ImageIO.write(drawn, "png", file.toFile());
        }
        BufferedImage kept = ImageIO.read(file.toFile());

        assertThat(kept.getWidth()).isEqualTo(size);
        assertThat(kept.getHeight()).isEqualTo(size);
        assertThat(IntStream.range(0, size * size)
                        .filter(i -> differs(kept.getRGB(i % size, i / size), drawn.getRGB(i % size, i / size)))
                        .count())
                .isLessThan(size);
    }

    private static boolean differs(int one, int other) {
        return IntStream.of(0, 8, 16)
                .anyMatch(shift -> Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)) > SMOOTHING);
    }

    private static BufferedImage drawn(int size) {
        BufferedImage icon = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = icon.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        brush.setColor(BRAND);
        brush.fillRect(0, 0, size, size);
        brush.scale(size / GRID, size / GRID);
        brush.translate(MARGIN, MARGIN);
        brush.scale(SMALLER, SMALLER);
        brush.setColor(Color.WHITE);
        Path2D roof = new Path2D.Double();
        roof.moveTo(16, 4);
        roof.lineTo(4, 11);
        roof.lineTo(4, 14);
        roof.lineTo(28, 14);
        roof.lineTo(28, 11);
        roof.closePath();
        brush.fill(roof);
        for (int x : new int[] {6, 12, 17, 23}) {
            brush.fill(new Rectangle2D.Double(x, 16, 3, 9));
        }
        brush.fill(new Rectangle2D.Double(4, 26, 24, 2));
        brush.dispose();
        return icon;
    }
}
