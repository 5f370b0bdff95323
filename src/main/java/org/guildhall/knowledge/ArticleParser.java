package org.guildhall.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one article file, and says by line what is wrong with it. Pure: no file is opened here. */
final class ArticleParser {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern TEAM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final String FENCE = "---";

    private ArticleParser() {}

    /**
     * Reads an article.
     *
     * @param id the file's name without {@code .md}
     * @param source the file's text
     * @param faults collects what is wrong; with any error the result is empty
     */
    static Optional<Article> parse(String id, String source, Faults faults) {
        if (!ID.matcher(id).matches()) {
            faults.error(
                    1, "the file's name must be letters, digits and hyphens, for instance missed-bin.md: rename it");
        }
        if (source.indexOf('\0') >= 0) {
            faults.error(
                    lineOf(source, source.indexOf('\0')),
                    "there is a NUL character: save the file as plain UTF-8 text");
            return Optional.empty();
        }
        List<String> lines = source.replace("\uFEFF", "").lines().toList();
        int end = endOfFrontMatter(lines, faults);
        if (end < 0) {
            return Optional.empty();
        }
        FrontMatter matter = FrontMatter.read(String.join("\n", lines.subList(1, end)), 2, faults);
        Sections sections = Sections.of(lines.subList(end + 1, lines.size()));
        if (sections.shortAnswer().isBlank()) {
            faults.error(end + 1, "there is no short answer: write one below the second ---, before any ## heading");
        }
        sections.twice()
                .ifPresent(heading -> faults.error(
                        end + 2 + heading.line(),
                        "the heading \"" + heading.text() + "\" is there twice: give one another name"));
        Article article = article(id, source, matter, sections, faults);
        return faults.none() ? Optional.of(article) : Optional.empty();
    }

    private static int endOfFrontMatter(List<String> lines, Faults faults) {
        if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals(FENCE)) {
            faults.error(1, "the first line must be ---, with \"title: …\" below it");
            return -1;
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().equals(FENCE)) {
                return i;
            }
        }
        faults.error(lines.size(), "the second --- is missing: put one after the questions and other fields");
        return -1;
    }

    private static Article article(String id, String source, FrontMatter matter, Sections sections, Faults faults) {
        return new Article(
                id,
                matter.text("title"),
                matter.list("questions"),
                pattern(matter, "team", TEAM, Article.CATCH_ALL_TEAM, "a team such as waste or front-desk", faults),
                matter.optionalText("owner"),
                matter.date("review-by"),
                language(matter, faults),
                matter.optionalText("translation-of"),
                kind(matter, faults),
                matter.list("formerly"),
                sections.quotable(),
                sections.more(),
                source);
    }

    private static String pattern(
            FrontMatter matter, String key, Pattern allowed, String otherwise, String example, Faults faults) {
        String value = matter.optionalText(key);
        if (value != null && !allowed.matcher(value).matches()) {
            faults.error(matter.lineOf(key), "\"" + key + "\" must be " + example);
        }
        return value == null ? otherwise : value;
    }

    private static String language(FrontMatter matter, Faults faults) {
        String example = "a language code such as en, cy or pl";
        String code = pattern(matter, "language", LANGUAGE, Languages.ENGLISH, example, faults);
        if (LANGUAGE.matcher(code).matches() && !Languages.known(code)) {
            faults.error(
                    matter.lineOf("language"), "\"language\" is " + code + ", which no language has: write " + example);
        }
        return code;
    }

    private static Passage.Kind kind(FrontMatter matter, Faults faults) {
        String value = matter.optionalText("kind");
        for (Passage.Kind kind : Passage.Kind.values()) {
            if (value == null || kind.name().toLowerCase(Locale.ROOT).equals(value)) {
                return kind;
            }
        }
        faults.error(matter.lineOf("kind"), "\"kind\" must be answer, danger or smalltalk");
        return Passage.Kind.ANSWER;
    }

    private static int lineOf(String source, int index) {
        return 1
                + (int) source.substring(0, index)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
