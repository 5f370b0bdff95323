package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is missing between articles and their translations. */
final class Translations {

    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|mailto:|tel:)[^\\s)>\"]+");

    /** Smaller ones are often written as words. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{2,}");

    /** What stands between thousands, which is not the same in every language. */
    private static final Pattern GROUPING = Pattern.compile("(?<=[0-9])[.,\\x{A0}](?=[0-9]{3}(?![0-9]))");

    private Translations() {}

    /**
     * Compares a translation with its original. No file says when the other was changed, but what must never be out of
     * date are telephone numbers, prices and days, and these are written the same in every language.
     */
    static void check(Article article, Map<String, Article> articles, Faults faults) {
        String name = article.translationOf();
        Article original = name == null ? null : articles.get(name);
        if (original == null) {
            return;
        }
        SourceLines lines = SourceLines.of(article);
        if (original.kind() != article.kind()) {
            faults.warning(
                    lines.field("kind"),
                    Problem.Kind.TRANSLATION,
                    "the kind is not that of " + original.id() + ", which it translates: write the same");
        }
        if (Languages.base(original.language()).equals(Languages.base(article.language()))) {
            faults.warning(
                    lines.field("language"),
                    Problem.Kind.TRANSLATION,
                    "the language is that of " + original.id() + ", which it translates: check \"language\"");
        }
        Set<String> lost = new TreeSet<>(numbers(quotable(original)));
        lost.removeAll(numbers(quotable(article) + "\n" + article.more()));
        if (!lost.isEmpty()) {
            faults.warning(
                    lines.body(),
                    Problem.Kind.TRANSLATION,
                    original.id() + " says " + String.join(", ", lost)
                            + ", and this translation of it does not: look whether it was changed later");
        }
    }

    /**
     * Articles that lack a translation, in languages in which the folder has any: those of danger, because somebody's
     * life may depend on them, and those most asked.
     *
     * @param mostAsked their ids
     */
    static List<Problem> missing(Folder folder, Set<String> mostAsked) {
        Map<String, Set<String>> translated = new HashMap<>();
        Set<String> languages = new TreeSet<>();
        for (Article article : folder.articles().values()) {
            String original = article.translationOf();
            if (original != null) {
                String language = Languages.base(article.language());
                languages.add(language);
                translated.computeIfAbsent(original, ignored -> new TreeSet<>()).add(language);
            }
        }
        List<Problem> missing = new ArrayList<>();
        folder.articles().forEach((id, article) -> {
            boolean wanted = article.kind() == Passage.Kind.DANGER || mostAsked.contains(id);
            if (wanted && article.english() && article.translationOf() == null) {
                languages.stream()
                        .filter(language -> !language.equals(Languages.ENGLISH))
                        .filter(language ->
                                !translated.getOrDefault(id, Set.of()).contains(language))
                        .forEach(language -> missing.add(new Problem(
                                folder.files().getOrDefault(id, id),
                                1,
                                Problem.Kind.TRANSLATION,
                                "there is no translation into \"" + language + "\", in which other articles are: add"
                                        + " one with \"translation-of: " + id + "\"")));
            }
        });
        return missing;
    }

    private static String quotable(Article article) {
        return article.sections().stream()
                .flatMap(section -> Stream.concat(Stream.ofNullable(section.heading()), Stream.of(section.text())))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> numbers(String markdown) {
        String words = ADDRESS.matcher(Markdown.plain(markdown)).replaceAll(" ");
        return NUMBER.matcher(GROUPING.matcher(words).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
