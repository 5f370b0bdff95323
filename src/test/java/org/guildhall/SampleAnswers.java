package org.guildhall;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Articles;
import org.guildhall.knowledge.Explanation;
import org.guildhall.knowledge.Explanation.Match;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Finding.Candidate;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;

/** The sample articles found by one word each, for tests of what is done with an answer and not of finding it. */
final class SampleAnswers implements Answers {

    private final Articles articles;

    SampleAnswers(Articles articles) {
        this.articles = articles;
    }

    @Override
    public Finding ask(String question) {
        String words = question.toLowerCase(Locale.UK);
        if (words.contains("gas")) {
            return found(Verdict.DANGER, 0.99, "gas-leak");
        }
        if (words.contains("person")) {
            return found(Verdict.SMALLTALK, 0.99, "talk-to-a-person");
        }
        if (words.equals("hello")) {
            return found(Verdict.SMALLTALK, 0.99, "greeting");
        }
        if (words.contains("bin")) {
            return found(Verdict.ANSWER, 0.97, "missed-bin");
        }
        if (words.contains("tax")) {
            return new Finding(
                    Verdict.CLARIFY,
                    0.6,
                    article("council-tax-bands"),
                    List.of(candidate("council-tax-bands", 0.6), candidate("council-tax-pay", 0.5)));
        }
        return new Finding(Verdict.UNSURE, 0.1, Optional.empty(), List.of());
    }

    @Override
    public Optional<Passage> article(String article) {
        return articles.find(article).map(ArticleVersion::shortAnswer);
    }

    @Override
    public Optional<Passage> translation(String article, String language) {
        return articles.published().stream()
                .filter(version -> version.article().language().equals(language))
                .filter(version -> article.equals(version.article().translationOf()))
                .map(ArticleVersion::shortAnswer)
                .findFirst();
    }

    @Override
    public Optional<Explanation> explain(String question) {
        Finding finding = ask(question);
        List<Match> passages = finding.best().stream()
                .map(best -> new Match(best.article(), best.title(), "words", best.title(), 7.25, List.of("bin")))
                .toList();
        return Optional.of(new Explanation(
                finding, List.of(question.split(" ")), passages, Map.of("meaning", 0.93), 0.9, 0.4, 0.001, 0.2));
    }

    private Finding found(Verdict verdict, double confidence, String article) {
        List<Candidate> candidates = verdict == Verdict.ANSWER ? List.of(candidate(article, confidence)) : List.of();
        return new Finding(verdict, confidence, article(article), candidates);
    }

    private Candidate candidate(String article, double confidence) {
        Passage passage = article(article).orElseThrow();
        return new Candidate(article, passage.title(), passage.team(), confidence);
    }
}
