package org.guildhall.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one Markdown file says, once it has been found in order.
 *
 * @param id the file's name without {@code .md}; unique across folders
 * @param title as citizens see it
 * @param questions how people ask for it, in their own words; may be empty
 * @param team who looks after questions about it
 * @param owner who keeps the article itself right, or null
 * @param reviewBy when its owner must look at it again, or null
 * @param language BCP 47, for instance {@code en}
 * @param translationOf the article it translates, or null
 * @param kind what sort of article
 * @param formerly ids it had before; links to them still work
 * @param sections the short answer first (heading null), then what can be quoted by itself
 * @param more Markdown for the help page only; may be empty
 * @param source the whole file, with the council's details filled in
 */
public record Article(
        String id,
        String title,
        List<String> questions,
        String team,
        @Nullable String owner,
        @Nullable LocalDate reviewBy,
        String language,
        @Nullable String translationOf,
        Passage.Kind kind,
        List<String> formerly,
        List<Section> sections,
        String more,
        String source) {

    /** The team of an article that names none. */
    public static final String CATCH_ALL_TEAM = "front-desk";

    /** Keeps copies of the lists. */
    public Article {
        questions = List.copyOf(questions);
        formerly = List.copyOf(formerly);
        sections = List.copyOf(sections);
    }

    /**
     * Words that can be quoted by themselves.
     *
     * @param heading null for the short answer at the top
     * @param text Markdown, without the heading line
     */
    public record Section(@Nullable String heading, String text) {

        /** The words alone, without the marks of Markdown and without addresses; a line a paragraph. */
        public String words() {
            return Markdown.plain(text);
        }
    }

    /** The short answer at the top. */
    public Section shortAnswer() {
        return sections.getFirst();
    }

    /** The section under a heading, if the article has it. */
    public Optional<Section> section(@Nullable String heading) {
        return sections.stream()
                .filter(section -> java.util.Objects.equals(section.heading(), heading))
                .findFirst();
    }

    /** Whether it is written in English, in whatever country's. */
    boolean english() {
        return language.equals("en") || language.startsWith("en-");
    }
}
