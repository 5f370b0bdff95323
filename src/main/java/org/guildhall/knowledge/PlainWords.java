package org.guildhall.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Hard words of English, each with the plain one to write instead, from {@code knowledge/plain-words.tsv}. */
final class PlainWords {

    /** What a law is called, an address and what somebody else said are not ours to make plain. */
    private static final Pattern NOT_OURS = Pattern.compile("\\[[^\\]]*\\b[0-9]{4}\\b[^\\]]*\\]|\\]\\([^)]*\\)"
            + "|https?://\\S+|\"[^\"]*\"|\u201C[^\u201D]*\u201D|`[^`]*`");

    private static final Map<String, String> PLAIN = read();
    private static final Pattern HARD = any(PLAIN.keySet());

    private PlainWords() {}

    /**
     * A hard word that was found.
     *
     * @param word in lower case
     * @param plain what to write instead
     */
    record Hard(String word, String plain) {}

    /** The hard words of one line of Markdown, each once. */
    static List<Hard> in(String line) {
        String ours = NOT_OURS.matcher(line).replaceAll(" ");
        return HARD.matcher(ours)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "))
                .distinct()
                .map(word -> new Hard(word, PLAIN.getOrDefault(word, "")))
                .toList();
    }

    /** The longest first, so that "subsequent to" is not taken for "subsequent". */
    private static Pattern any(Set<String> words) {
        String either = words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(word -> Pattern.quote(word).replace(" ", "\\E\\s+\\Q"))
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<![\\p{L}\\p{N}-])(?:" + either + ")(?![\\p{L}\\p{N}-])", Pattern.CASE_INSENSITIVE);
    }

    private static Map<String, String> read() {
        Map<String, String> plain = new HashMap<>();
        try (InputStream in = PlainWords.class.getResourceAsStream("/knowledge/plain-words.tsv")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(parts ->
                            List.of(parts[0].split(",")).forEach(word -> plain.put(word.strip(), parts[1].strip())));
        } catch (IOException e) {
            throw new UncheckedIOException("The class path's knowledge/plain-words.tsv cannot be read", e);
        }
        return Map.copyOf(plain);
    }
}
