package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks English articles their own questions, to see which find another article and which are nearly there twice. A
 * question nearly always finds itself, so each is asked as it stands, which shows what comes before its article, danger
 * for instance, and once more with itself left out, as somebody would ask who words it a little differently.
 */
final class CrossExamination {

    /** The cosine from which on two texts say the same: of the sample's articles no two come nearer than 0.90. */
    private static final float ALIKE = 0.92f;

    private static final int FOLDS = 3;
    private static final int NOWHERE = -1;

    private final KnowledgeIndex index;
    private final Holdings holdings;
    private final Map<String, String> files;
    private final List<Asked> questions;
    private final Map<Integer, Asked> byPlace = new HashMap<>();
    /** Classifiers of which each has not seen a third of the examples. */
    private final List<Softmax> folds;

    /**
     * A question of an article.
     *
     * @param number the article's place in the edition
     * @param place the example's that it became, or {@link #NOWHERE}
     */
    private record Asked(Article article, int number, String text, int place) {}

    /** What an example is found again by, as it keeps no text. */
    private record Trace(int number, List<String> stems) {}

    /**
     * Prepares the questions; learns three times.
     *
     * @param index one that has learnt from its own questions
     * @param files where articles were read, by id
     */
    CrossExamination(KnowledgeIndex index, Map<String, String> files) {
        this.index = index;
        this.holdings = index.holdings();
        this.files = files;
        this.questions = questions(index);
        for (Asked one : questions) {
            if (one.place() != NOWHERE) {
                byPlace.put(one.place(), one);
            }
        }
        this.folds = IntStream.range(0, FOLDS)
                .parallel()
                .mapToObj(fold -> index.holdings().learn(place -> place % FOLDS != fold))
                .toList();
    }

    private static List<Asked> questions(KnowledgeIndex index) {
        Map<Trace, Integer> places = new HashMap<>();
        List<Example> examples = index.holdings().retrieval().examples();
        for (int place = 0; place < examples.size(); place++) {
            Example example = examples.get(place);
            if (example.role() != Example.Role.BODY && !example.standsIn()) {
                places.putIfAbsent(new Trace(example.article(), example.stems()), place);
            }
        }
        List<Asked> questions = new ArrayList<>();
        List<ArticleVersion> versions = index.edition().articles();
        for (int number = 0; number < versions.size(); number++) {
            Article article = versions.get(number).article();
            if (article.english()) {
                for (String text : article.questions()) {
                    int place = places.getOrDefault(new Trace(number, index.stems(text)), NOWHERE);
                    questions.add(new Asked(article, number, text, place));
                }
            }
        }
        return questions;
    }

    /** What it found, article by article. */
    List<Problem> problems(Progress progress) {
        AtomicInteger done = new AtomicInteger();
        Stream<Problem> ofQuestions = questions.parallelStream().flatMap(one -> {
            progress.at("asking", done.incrementAndGet(), questions.size());
            return Stream.concat(alike(one).stream(), astray(one).stream());
        });
        return Stream.concat(ofQuestions, articlesAlike()).toList();
    }

    private Optional<Problem> alike(Asked one) {
        // Greetings are all alike; what they find is small talk anyhow.
        if (one.place() == NOWHERE || one.article().kind() == Passage.Kind.SMALLTALK) {
            return Optional.empty();
        }
        Hits near = others(holdings.retrieval().example(one.place()));
        for (int i = 0; i < near.size() && near.scores()[i] >= ALIKE; i++) {
            Asked other = byPlace.get(near.examples()[i]);
            if (other != null
                    && other.number() < one.number()
                    && !Lint.normal(other.text()).equals(Lint.normal(one.text()))) {
                return Optional.of(problem(
                        one,
                        Problem.Kind.DUPLICATE,
                        "is nearly \"" + other.text() + "\" in "
                                + other.article().id() + ": keep it where it is answered"));
            }
        }
        return Optional.empty();
    }

    /** What is near an example in other articles, in the same role. */
    private Hits others(Example example) {
        Gone itsArticle = new Gone(number -> number == example.article(), Gone.NONE);
        return holdings.around(example.vector(), itsArticle).of(example.role());
    }

    private Stream<Problem> articlesAlike() {
        return holdings.places(Example.Role.BODY).stream()
                .map(holdings.retrieval()::example)
                .filter(example -> example.section() == 0)
                .flatMap(example -> twin(example).stream());
    }

    private Optional<Problem> twin(Example shortAnswer) {
        Hits near = others(shortAnswer);
        for (int i = 0; i < near.size() && near.scores()[i] >= ALIKE; i++) {
            Example other = holdings.retrieval().example(near.examples()[i]);
            if (other.section() == 0 && other.article() < shortAnswer.article()) {
                return Optional.of(new Problem(
                        file(article(shortAnswer)),
                        SourceLines.of(article(shortAnswer)).body(),
                        Problem.Kind.DUPLICATE,
                        "the short answer is nearly that of " + article(other).id() + ": make one article of the two"));
            }
        }
        return Optional.empty();
    }

    private Article article(Example example) {
        return index.edition().articles().get(example.article()).article();
    }

    private Optional<Problem> astray(Asked one) {
        Finding finding = index.ask(one.text());
        String found = finding.best().map(Passage::article).orElse("");
        return found.equals(one.article().id())
                ? withoutItself(one)
                : Optional.of(problem(one, Problem.Kind.ASTRAY, instead(one, finding, found)));
    }

    private static String instead(Asked one, Finding finding, String found) {
        if (found.isEmpty()) {
            return finding.foreign()
                    ? "is taken to be in \"" + finding.language() + "\": word it in another way"
                    : "finds no article: word it in another way";
        }
        return finding.verdict() == Finding.Verdict.DANGER && one.article().kind() != Passage.Kind.DANGER
                ? "raises the alarm of " + found + ": word it in another way"
                : "finds " + found + ": move it there, or word it in another way";
    }

    /** Only what would be a wrong answer: of what is not sure, a person or the citizen decides. */
    private Optional<Problem> withoutItself(Asked one) {
        if (one.place() == NOWHERE || one.article().kind() != Passage.Kind.ANSWER) {
            return Optional.empty();
        }
        Example example = holdings.retrieval().example(one.place());
        float[] vector = example.vector();
        if (vector == null) {
            return Optional.empty();
        }
        Gone itself = new Gone(article -> false, one.place());
        Question question = Question.of(example);
        double[] scores = folds.get(one.place() % FOLDS).scores(vector);
        Opinions opinions = holdings.search().opinions(question, holdings.around(vector, itself), scores);
        Calibration rules = index.learnt().calibration();
        Ranking ranking = Ranking.of(opinions, rules.blend());
        if (ranking.empty() || ranking.best().article() == one.number()) {
            return Optional.empty();
        }
        double confidence = rules.confidence().of(holdings.evidence().of(question, opinions, ranking, itself));
        String other = index.edition()
                .articles()
                .get(ranking.best().article())
                .article()
                .id();
        return confidence < rules.thresholds().answer()
                ? Optional.empty()
                : Optional.of(problem(
                        one,
                        Problem.Kind.ASTRAY,
                        String.format(
                                Locale.ROOT,
                                "asked in slightly other words is answered from %s (%.2f): add more like it here, or"
                                        + " move it there",
                                other,
                                confidence)));
    }

    private Problem problem(Asked one, Problem.Kind kind, String reason) {
        return new Problem(
                file(one.article()),
                SourceLines.of(one.article()).question(one.text()),
                kind,
                "the question \"" + one.text() + "\" " + reason);
    }

    private String file(Article article) {
        return files.getOrDefault(article.id(), article.id());
    }
}
