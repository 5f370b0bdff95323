package org.guildhall.simulator;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** The photos of a rehearsed day, drawn into files by the names that stand in its script. */
final class DayPhotos {

    /** Each stands in the script between braces. */
    static final List<String> NAMES = List.of("flood", "pothole", "mattress");

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final Color SKY = new Color(0x9f, 0xb4, 0xc4);
    private static final Color ROAD = new Color(0x55, 0x58, 0x5c);

    private final Path folder;

    DayPhotos(Path folder) throws IOException {
        this.folder = folder;
        draw("flood", DayPhotos::flood);
        draw("pothole", DayPhotos::pothole);
        draw("mattress", DayPhotos::mattress);
    }

    /** A line in which each name in braces is the path of its photo. */
    String in(String line) {
        String filled = line;
        for (String name : NAMES) {
            filled = filled.replace("{" + name + "}", file(name).toString());
        }
        return filled;
    }

    private Path file(String name) {
        return folder.resolve(name + ".jpg");
    }

    private void draw(String name, Consumer<Graphics2D> painter) throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = picture.createGraphics();
        painter.accept(brush);
        brush.dispose();
        Files.createDirectories(folder);
        ImageIO.write(picture, "jpg", file(name).toFile());
    }

    /** Two houses to their windows in brown water. */
    private static void flood(Graphics2D brush) {
        fill(brush, SKY, 0, 0, WIDTH, HEIGHT);
        for (int x : new int[] {60, 340}) {
            fill(brush, new Color(0xa8, 0x5d, 0x4a), x, 130, 230, 260);
            fill(brush, new Color(0x4a, 0x30, 0x2a), x - 15, 100, 260, 40);
            fill(brush, new Color(0xe8, 0xe4, 0xc8), x + 30, 190, 60, 70);
            fill(brush, new Color(0xe8, 0xe4, 0xc8), x + 140, 190, 60, 70);
        }
        fill(brush, new Color(0x6d, 0x5b, 0x3f), 0, 300, WIDTH, 180);
        brush.setColor(new Color(0x8a, 0x78, 0x5a));
        brush.setStroke(new BasicStroke(4));
        for (int y = 320; y < HEIGHT; y += 30) {
            for (int x = -40 + y % 60; x < WIDTH; x += 120) {
                brush.drawArc(x, y, 80, 14, 0, 180);
            }
        }
    }

    /** A dark hole in a road with a white line. */
    private static void pothole(Graphics2D brush) {
        fill(brush, ROAD, 0, 0, WIDTH, HEIGHT);
        fill(brush, Color.WHITE, 300, 0, 14, 150);
        fill(brush, Color.WHITE, 300, 330, 14, 150);
        brush.setColor(new Color(0x22, 0x22, 0x20));
        brush.fillOval(180, 170, 260, 150);
        brush.setColor(new Color(0x3a, 0x38, 0x33));
        brush.fillOval(210, 190, 190, 90);
    }

    /** A mattress against a hedge. */
    private static void mattress(Graphics2D brush) {
        fill(brush, SKY, 0, 0, WIDTH, HEIGHT);
        fill(brush, new Color(0x3c, 0x5e, 0x33), 0, 120, WIDTH, 220);
        fill(brush, ROAD, 0, 340, WIDTH, 140);
        brush.rotate(-0.18, 320, 300);
        fill(brush, new Color(0xd9, 0xd2, 0xc0), 150, 200, 340, 150);
        brush.setColor(new Color(0xa6, 0x9c, 0x85));
        brush.setStroke(new BasicStroke(5));
        brush.drawRect(150, 200, 340, 150);
        for (int x = 200; x < 490; x += 60) {
            brush.fillOval(x, 265, 12, 12);
        }
    }

    private static void fill(Graphics2D brush, Color colour, int x, int y, int width, int height) {
        brush.setColor(colour);
        brush.fillRect(x, y, width, height);
    }
}
