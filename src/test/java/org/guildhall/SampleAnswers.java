package org.guildhall;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Finding.Candidate;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;

/** A handful of articles found by one word each, for tests of what is done with an answer and not of finding it. */
final class SampleAnswers implements Answers {

    private static final Map<String, Passage> ARTICLES = Map.of(
            "missed-bin", passage("missed-bin", "Report a missed bin collection", Passage.Kind.ANSWER, "waste", """
                    If your bin was **not emptied**, check first that:

                    - it was out by 6am
                    - the lid was shut

                    Then [report it](https://www.marlbridge.example/bins). We come back within 2 working days."""),
            "council-tax-bands", passage("council-tax-bands", "Find your Council Tax band", Passage.Kind.ANSWER,
                    "council-tax", "Look up your band on [GOV.UK](https://www.gov.uk/council-tax-bands)."),
            "council-tax-pay", passage("council-tax-pay", "Pay your Council Tax", Passage.Kind.ANSWER,
                    "council-tax", "Pay by Direct Debit, online or by phone."),
            "gas-leak", passage("gas-leak", "Smell of gas", Passage.Kind.DANGER, "front-desk",
                    "Call **0800 111 999** now. Leave the house."),
            "greeting", passage("greeting", "Hello", Passage.Kind.SMALLTALK, "front-desk", "Hello! What can we help with?"),
            "talk-to-a-person", passage("talk-to-a-person", "Talk to a person", Passage.Kind.SMALLTALK, "front-desk",
                    "We will pass you to a person."));

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
            return new Finding(Verdict.CLARIFY, 0.6, article("council-tax-bands"),
                    List.of(candidate("council-tax-bands", 0.6), candidate("council-tax-pay", 0.5)));
        }
        return new Finding(Verdict.UNSURE, 0.1, Optional.empty(), List.of());
    }

    @Override
    public Optional<Passage> article(String article) {
        return Optional.ofNullable(ARTICLES.get(article));
    }

    private Finding found(Verdict verdict, double confidence, String article) {
        List<Candidate> candidates =
                verdict == Verdict.ANSWER ? List.of(candidate(article, confidence)) : List.of();
        return new Finding(verdict, confidence, article(article), candidates);
    }

    private static Candidate candidate(String article, double confidence) {
        Passage passage = java.util.Objects.requireNonNull(ARTICLES.get(article));
        return new Candidate(article, passage.title(), passage.team(), confidence);
    }

    private static Passage passage(String id, String title, Passage.Kind kind, String team, String text) {
        return new Passage(id, 1, title, null, text, team, kind, "en", LocalDate.of(2027, 3, 31));
    }
}
