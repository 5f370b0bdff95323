package org.guildhall.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of articles as it is at one moment.
 *
 * @param articles those in order, by id
 * @param broken ids of files that are there and have errors, so that their last good version stays
 * @param errors what keeps files from being published
 * @param warnings what somebody should look at
 * @param synonyms the text of {@code synonyms.txt}, empty when there is none
 */
record Folder(
        Map<String, Article> articles,
        List<String> broken,
        List<Problem> errors,
        List<Problem> warnings,
        Map<String, String> files,
        String synonyms) {

    static final String SYNONYMS = "synonyms.txt";

    private static final int MAX_DEPTH = 12;
    private static final long MAX_BYTES = 1_000_000;
    private static final String ENDING = ".md";

    /** Whether there is nothing in it that could be published. */
    boolean empty() {
        return articles.isEmpty() && broken.isEmpty();
    }

    /** What identifies its content; equal for equal articles and synonyms. */
    String digest() {
        StringBuilder all = new StringBuilder(Digest.of(synonyms));
        new TreeMap<>(articles).forEach((id, article) -> all.append(id).append(Digest.of(article.source())));
        return Digest.of(all.toString());
    }

    /**
     * Reads the whole folder, with the council's details filled in.
     *
     * @param operators values that win over those of {@code council.yaml}
     * @throws UncheckedIOException when it cannot be listed
     */
    static Folder read(Path root, Map<String, String> operators) {
        Faults faults = new Faults(NamedValues.FILE);
        Reading reading =
                new Reading(root, NamedValues.parse(optional(root, NamedValues.FILE, faults), operators, faults));
        articleFiles(root).forEach(reading::take);
        reading.values.reportUnused(faults);
        reading.errors.addAll(faults.errors());
        reading.warnings.addAll(faults.warnings());
        return reading.result(synonyms(root, reading));
    }

    /** The Markdown files of the folder, in order, without hidden ones and readmes; empty when there is no folder. */
    static List<Path> articleFiles(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(root, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(path -> path.toString().endsWith(ENDING))
                    .filter(path -> !hidden(root.relativize(path)))
                    .filter(path -> !path.getFileName().toString().equalsIgnoreCase("readme.md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + root + " cannot be listed", e);
        }
    }

    private static boolean hidden(Path relative) {
        return Stream.iterate(relative, java.util.Objects::nonNull, Path::getParent)
                .anyMatch(part -> part.getFileName().toString().startsWith("."));
    }

    private static String synonyms(Path root, Reading reading) {
        Faults faults = new Faults(SYNONYMS);
        String text = optional(root, SYNONYMS, faults).replace("\0", "");
        Synonyms.parse(text, faults);
        reading.errors.addAll(faults.errors());
        return text;
    }

    /** A file's text; empty when there is none. */
    static String optional(Path root, String name, Faults faults) {
        Path file = root.resolve(name);
        return Files.isRegularFile(file) ? text(file, faults) : "";
    }

    private static String text(Path file, Faults faults) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                faults.error(1, "the file is larger than 1 MB: split it");
                return "";
            }
            byte[] bytes = Files.readAllBytes(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            faults.error(1, "the file is not UTF-8: save it as UTF-8 in your editor");
        } catch (NoSuchFileException e) {
            faults.error(1, "the file went away while it was read");
        } catch (IOException e) {
            faults.error(1, "the file cannot be read: check its permissions");
        }
        return "";
    }

    /** Collects what the files say, in order. */
    private static final class Reading {
        private final Path root;
        private final NamedValues values;
        private final Map<String, Article> articles = new TreeMap<>();
        private final Map<String, String> files = new HashMap<>();
        private final List<String> broken = new ArrayList<>();
        private final List<Problem> errors = new ArrayList<>();
        private final List<Problem> warnings = new ArrayList<>();

        Reading(Path root, NamedValues values) {
            this.root = root;
            this.values = values;
        }

        void take(Path path) {
            String file = root.relativize(path).toString().replace('\\', '/');
            String name = path.getFileName().toString();
            String id = name.substring(0, name.length() - ENDING.length());
            Faults faults = new Faults(file);
            String first = files.putIfAbsent(id, file);
            if (first != null) {
                faults.error(
                        1,
                        "the name " + id + " is taken by " + first + ": names are unique across folders, rename one");
            } else {
                String source = values.fill(text(path, faults), faults);
                (faults.none() ? ArticleParser.parse(id, source, faults) : java.util.Optional.<Article>empty())
                        .ifPresentOrElse(article -> articles.put(id, article), () -> broken.add(id));
            }
            errors.addAll(faults.errors());
            warnings.addAll(faults.warnings());
        }

        /** A translation whose original is not there would be shown beside nothing. */
        private void checkTranslations() {
            for (Article article : List.copyOf(articles.values())) {
                String original = article.translationOf();
                if (original != null && !files.containsKey(original)) {
                    Faults faults = new Faults(files.getOrDefault(article.id(), article.id()));
                    faults.error(
                            lineOf("translation-of:", article.source()),
                            Problem.Kind.TRANSLATION,
                            "\"translation-of\" names " + original + ", and there is no such article: write the name of"
                                    + " the original's file without .md, or remove the line");
                    errors.addAll(faults.errors());
                    articles.remove(article.id());
                    broken.add(article.id());
                }
            }
        }

        private static int lineOf(String field, String source) {
            List<String> lines = source.lines().toList();
            return 1
                    + java.util.stream.IntStream.range(0, lines.size())
                            .filter(line -> lines.get(line).startsWith(field))
                            .findFirst()
                            .orElse(0);
        }

        Folder result(String synonyms) {
            checkTranslations();
            return new Folder(
                    articles,
                    List.copyOf(broken),
                    List.copyOf(errors),
                    List.copyOf(warnings),
                    Map.copyOf(files),
                    synonyms);
        }
    }
}
