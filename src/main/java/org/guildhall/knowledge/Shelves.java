package org.guildhall.knowledge;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The articles of all languages other than English, and which of them speak up for a question. */
final class Shelves {

    private final Map<String, Shelf> byLanguage = new LinkedHashMap<>();

    /** A shelf for each language but English that has an article. */
    Shelves(Edition edition) {
        Set<String> languages = new TreeSet<>();
        edition.articles().stream()
                .map(ArticleVersion::article)
                .filter(article -> !article.english())
                .forEach(article -> languages.add(Languages.base(article.language())));
        languages.forEach(language -> byLanguage.put(language, new Shelf(language, edition)));
    }

    boolean empty() {
        return byLanguage.isEmpty();
    }

    /** The articles of a language; empty for English and for languages without any. */
    Optional<Shelf> of(String language) {
        return Optional.ofNullable(byLanguage.get(language));
    }

    /** What an article says clearly: one of the language spoken, or any by its phrases. */
    Optional<Finding> clearly(Question question, String spoken) {
        return of(spoken)
                .map(own -> own.ask(question))
                .filter(found -> found.verdict() != Finding.Verdict.UNSURE)
                .or(() -> byLanguage.values().stream()
                        .map(shelf -> shelf.phrase(question))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** Whether it has a phrase of danger in it, in whatever language. */
    boolean danger(Question question) {
        return byLanguage.values().stream()
                .map(shelf -> shelf.phrase(question))
                .flatMap(Optional::stream)
                .anyMatch(found -> found.verdict() == Finding.Verdict.DANGER);
    }

    /** The surest answer in whatever language. */
    Optional<Finding> surest(Question question) {
        return byLanguage.values().stream()
                .map(shelf -> shelf.ask(question))
                .filter(found -> found.verdict() == Finding.Verdict.ANSWER)
                .max(Comparator.comparingDouble(Finding::confidence));
    }
}
