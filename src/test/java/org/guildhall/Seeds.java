package org.guildhall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.channel.Posts;

/** Our own files as what a fuzzer starts from, and what every run of the tests replays. */
public final class Seeds {

    private Seeds() {}

    /** The contents of every file below a folder whose name ends so. */
    public static List<byte[]> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(Seeds::bytes)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a messenger may post: all its files. */
    public static Stream<byte[]> posts(String channel) {
        return Posts.names(channel).stream().map(name -> Posts.body(channel, name));
    }

    /** What may be said: the articles, and attacks on whoever writes Markdown in another dialect. */
    public static Stream<byte[]> markdown() {
        return Stream.concat(
                files("knowledge-base", ".md").stream(), lines("src/test/resources/markdown/attacks.txt").stream());
    }

    /** Every line of a file. */
    public static List<byte[]> lines(String file) {
        return new String(bytes(Path.of(file)), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Both as text: as UTF-8, and as UTF-16 in which halves of pairs and U+0000 come through. */
    public static List<String> texts(byte[] bytes) {
        return List.of(new String(bytes, StandardCharsets.UTF_8), utf16(bytes));
    }

    private static String utf16(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            text.append((char) ((bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF));
        }
        return text.toString();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
