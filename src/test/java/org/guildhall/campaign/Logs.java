package org.guildhall.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks into everything that the nodes of a row and their PostgreSQL have logged, for what no log may hold: citizens' names
 * and words, secrets, and signs of something that nobody caught. Memory does not grow with the logs.
 */
final class Logs {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NODES = "app.log";
    private static final String ANY = ".log";

    /** Shorter ones, such as "bins", stand in our own sentences and in articles' names. */
    private static final int FEWEST_WORDS = 3;

    private static final int SHORTEST = 16;

    /** What JSON writes differently: up to the first of these a text looks the same in a line of either format. */
    private static final String ESCAPED = "\"\\/";

    /** Longer than any line of ours; a longer one is looked at in pieces. */
    private static final int LONGEST_LINE = 1024 * 1024;

    /** How the JVM itself begins what it prints, before there is any logging. */
    private static final List<String> THE_JVMS_OWN =
            List.of("OpenJDK 64-Bit Server VM warning:", "WARNING: ", "NOTE: Picked up ", "Picked up ", "[");

    /** A node that is killed leaves its last line unfinished, and its next life goes on behind it. */
    private static final String CUT_SHORT = "{\"@timestamp\"";

    private final Needles everywhere;
    private final Needles inNodes;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private long bytes;

    private Logs(Needles everywhere, Needles inNodes) {
        this.everywhere = everywhere;
        this.inNodes = inNodes;
    }

    /**
     * Reads every log below a folder.
     *
     * @param words what citizens have said
     */
    static Logs below(Path folder, List<String> words) throws IOException {
        Needles everywhere = new Needles();
        IntStream.rangeClosed(0, 9).forEach(digit -> everywhere.add("a citizen's name", "Citizen " + digit));
        words.stream()
                .filter(text -> text.split(" ", -1).length >= FEWEST_WORDS)
                .map(Logs::beforeAnythingEscaped)
                .filter(text -> text.length() >= SHORTEST)
                .forEach(text -> everywhere.add("a citizen's words", text));
        everywhere.add("the bot's token", Server.TOKEN);
        everywhere.add("the webhook's secret", Server.SECRET);
        everywhere.add("a password", Desk.ADMIN_PASSWORD);
        Needles inNodes = new Needles();
        inNodes.add("an exception that nobody caught", "Exception in thread");
        inNodes.add("out of memory", "OutOfMemoryError");
        Logs logs = new Logs(everywhere, inNodes);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(it -> it.toString().endsWith(ANY))
                    .sorted()
                    .toList()) {
                logs.read(folder, file);
            }
        }
        return logs;
    }

    /** Each kind of thing that was found is a miss of its own. */
    Result judged(Result result) {
        findings.forEach((what, found) -> result.must("in the logs", false, found.toString()));
        return findings.isEmpty()
                ? result.figure("in the logs", "nothing that may not be there, of %.1f MB".formatted(bytes / 1e6))
                : result;
    }

    private static String beforeAnythingEscaped(String text) {
        int end = 0;
        while (end < text.length() && ESCAPED.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }

    private void read(Path folder, Path file) throws IOException {
        String name = folder.relativize(file).toString();
        boolean node = file.getFileName().toString().equals(NODES);
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        boolean whole = true;
        long number = 1;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[64 * 1024];
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    if (piece[i] == '\n') {
                        look(name, node, number++, line, length, whole);
                        length = 0;
                        whole = true;
                    } else {
                        if (length == LONGEST_LINE) {
                            look(name, node, number, line, length, false);
                            whole = false;
                            // What lies across the cut is found in the next piece.
                            length = Math.min(length, Needles.LONGEST);
                            System.arraycopy(line, LONGEST_LINE - length, line, 0, length);
                        }
                        line[length++] = piece[i];
                    }
                }
            }
        }
        look(name, node, number, line, length, false);
    }

    private void look(String file, boolean node, long number, byte[] line, int length, boolean whole) {
        everywhere.in(line, length).forEach(what -> found(what, file, number));
        if (node) {
            inNodes.in(line, length).forEach(what -> found(what, file, number));
            if (whole && !readable(line, length)) {
                found("a line that is no JSON", file, number);
            }
        }
    }

    private void found(String what, String file, long line) {
        findings.computeIfAbsent(what, first -> new Finding(what, file, line)).times++;
    }

    private static boolean readable(byte[] line, int length) {
        if (length == 0) {
            return true;
        }
        try (JsonParser json = JSON.createParser(line, 0, length)) {
            while (json.nextToken() != null) {
                // To its end.
            }
            return line[0] == '{';
        } catch (JacksonException other) {
            String begin = new String(line, 0, Math.min(length, 80), StandardCharsets.ISO_8859_1);
            return begin.startsWith(CUT_SHORT) || THE_JVMS_OWN.stream().anyMatch(begin::startsWith);
        }
    }

    /** The first place of one kind, and how many there are; what stands there is not repeated. */
    private static final class Finding {
        private final String what;
        private final String file;
        private final long line;
        private long times;

        Finding(String what, String file, long line) {
            this.what = what;
            this.file = file;
            this.line = line;
        }

        @Override
        public String toString() {
            return "%s (%,d lines, first %s line %d)".formatted(what, times, file, line);
        }
    }

    /**
     * Many texts looked for at once, whatever their case: a window of eight bytes moves over the line, and only where some
     * text begins with these bytes is it compared.
     */
    private static final class Needles {

        /** Bytes that are kept when a line is looked at in pieces: no text looked for is longer. */
        static final int LONGEST = 512;

        private static final int WINDOW = Long.BYTES;
        private static final int BITS = 14;

        private final long[] begins = new long[1 << BITS];
        private final @Nullable List<Needle>[] needles = lists(1 << BITS);

        private record Needle(String what, byte[] text) {}

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static @Nullable List<Needle>[] lists(int count) {
            return new List[count];
        }

        void add(String what, String text) {
            byte[] all = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            byte[] needle = all.length > LONGEST ? Arrays.copyOf(all, LONGEST) : all;
            if (needle.length < WINDOW) {
                throw new IllegalArgumentException("too short to be looked for: " + text);
            }
            long begin = 0;
            for (int i = 0; i < WINDOW; i++) {
                begin = begin << 8 | (needle[i] & 0xff);
            }
            int slot = slot(begin);
            List<Needle> here = needles[slot];
            while (here != null && begins[slot] != begin) {
                slot = (slot + 1) & (needles.length - 1);
                here = needles[slot];
            }
            if (here == null) {
                here = new ArrayList<>();
                needles[slot] = here;
                begins[slot] = begin;
            }
            here.add(new Needle(what, needle));
        }

        /** The kinds of what is in there, each once. */
        List<String> in(byte[] line, int length) {
            List<String> found = List.of();
            long window = 0;
            for (int i = 0; i < length; i++) {
                window = window << 8 | lower(line[i]);
                int slot = slot(window);
                List<Needle> here = needles[slot];
                while (here != null) {
                    if (begins[slot] == window) {
                        found = with(found, here, line, length, i + 1 - WINDOW);
                    }
                    slot = (slot + 1) & (needles.length - 1);
                    here = needles[slot];
                }
            }
            return found;
        }

        private static List<String> with(List<String> found, List<Needle> here, byte[] line, int length, int at) {
            List<String> more = found;
            for (Needle needle : here) {
                if (!more.contains(needle.what) && stands(needle.text, line, length, at)) {
                    more = Stream.concat(more.stream(), Stream.of(needle.what)).toList();
                }
            }
            return more;
        }

        private static boolean stands(byte[] text, byte[] line, int length, int at) {
            if (at + text.length > length) {
                return false;
            }
            for (int i = 0; i < text.length; i++) {
                if (text[i] != (byte) lower(line[at + i])) {
                    return false;
                }
            }
            return true;
        }

        private static int slot(long begin) {
            return (int) (begin * 0x9E3779B97F4A7C15L >>> (Long.SIZE - BITS));
        }

        private static int lower(byte character) {
            return character >= 'A' && character <= 'Z' ? character | 0x20 : character & 0xff;
        }
    }
}
