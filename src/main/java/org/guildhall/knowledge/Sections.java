package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** An article's body cut at its second-level headings. A Markdown parser finds them, so code blocks may hold a #. */
final class Sections {

    /** From this heading on, everything is for the help page only. */
    private static final String MORE = "more";

    /**
     * A second-level heading.
     *
     * @param line in the body, from 0
     * @param end the first line after it (a heading underlined with dashes takes two)
     */
    record Title(String text, int line, int end) {}

    private final List<String> lines;
    private final List<Title> titles;

    private Sections(List<String> lines, List<Title> titles) {
        this.lines = lines;
        this.titles = titles;
    }

    static Sections of(List<String> lines) {
        List<Title> titles = new ArrayList<>();
        for (Node node = Markdown.parse(String.join("\n", lines)).getFirstChild();
                node != null;
                node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == 2) {
                int first = heading.getSourceSpans().getFirst().getLineIndex();
                int last = heading.getSourceSpans().getLast().getLineIndex();
                boolean underlined = !lines.get(first).stripLeading().startsWith("#");
                titles.add(new Title(Markdown.plain(heading), first, Math.max(last, underlined ? last : first) + 1));
            }
        }
        return new Sections(lines, titles);
    }

    String shortAnswer() {
        return between(0, titles.isEmpty() ? lines.size() : titles.getFirst().line());
    }

    /** The short answer, then each section that may be quoted. */
    List<Article.Section> quotable() {
        List<Article.Section> sections = new ArrayList<>();
        sections.add(new Article.Section(null, shortAnswer()));
        for (int i = 0; i < titles.size() && !isMore(titles.get(i)); i++) {
            String text = between(
                    titles.get(i).end(),
                    i + 1 < titles.size() ? titles.get(i + 1).line() : lines.size());
            if (!text.isBlank()) {
                sections.add(new Article.Section(titles.get(i).text(), text));
            }
        }
        return sections;
    }

    /** What only the help page shows; empty when there is none. */
    String more() {
        return titles.stream()
                .filter(Sections::isMore)
                .findFirst()
                .map(title -> between(title.end(), lines.size()))
                .orElse("");
    }

    /** A heading used before, if any. */
    Optional<Title> twice() {
        Set<String> seen = new HashSet<>();
        return titles.stream().filter(title -> !seen.add(title.text())).findFirst();
    }

    private static boolean isMore(Title title) {
        return title.text().toLowerCase(Locale.ROOT).equals(MORE);
    }

    private String between(int from, int to) {
        return String.join("\n", lines.subList(Math.min(from, to), to)).strip();
    }
}
