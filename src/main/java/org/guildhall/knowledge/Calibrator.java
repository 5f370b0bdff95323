package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns from an edition's own questions how far it can be trusted. Each is asked with itself left out, which shows right
 * and wrong; and again with its whole article pretended away, which makes it nobody's question.
 */
final class Calibrator {

    private static final int FOLDS = 5;
    private static final int MOST_QUESTIONS = 1_000;
    private static final int ENOUGH_QUESTIONS = 40;
    private static final double PULL = 1.0;
    /** A false alarm shows numbers nobody needed; a missed one can cost a life. */
    private static final double FALSE_ALARMS = 0.03;

    private static final double DANGER_AT_MOST = 0.2;

    /** When it is asked back, this share of the time the right article should be among those offered. */
    private static final double OFFERED_RIGHT = 0.6;

    private static final int WINDOWS = 12;
    /** A threshold needs more than a lucky few behind it. */
    private static final int FEWEST = 10;

    private static final double FALSE_SMALL_TALK = 0.004;
    /** How much a question counts that is pretended to be nobody's. */
    private static final double UNKNOWN = 0.5;

    private final Holdings holdings;
    private final Aims aims;
    private final Progress progress;
    private final List<Discriminant> folds;

    /** A question of the edition asked of the rest of it. */
    private record Trial(int place, int article, Question question, Opinions known, Opinions unknown) {}

    /** A question's confidence and what came of it. */
    private record Outcome(double confidence, boolean right, boolean offered, double weight) {}

    Calibrator(Holdings holdings, Aims aims, Progress progress) {
        this.holdings = holdings;
        this.aims = aims;
        this.progress = progress;
        this.folds = IntStream.range(0, FOLDS)
                .parallel()
                .mapToObj(fold -> holdings.learn(example -> example % FOLDS != fold))
                .toList();
    }

    Calibration learn() {
        List<Trial> trials = trials();
        if (trials.size() < ENOUGH_QUESTIONS) {
            return Calibration.USUAL;
        }
        Weights weights = weights(trials);
        List<Logistic.Lesson> lessons = new ArrayList<>();
        List<Boolean> offered = new ArrayList<>();
        trials.forEach(trial -> lesson(trial, weights, lessons, offered));
        Logistic confidence = Logistic.learn(lessons, Calibration.USUAL.confidence(), PULL);
        AsideLessons danger = new AsideLessons(Example.Role.DANGER);
        AsideLessons smalltalk = new AsideLessons(Example.Role.SMALLTALK);
        return new Calibration(
                Calibration.METHOD,
                aims,
                weights,
                confidence,
                thresholds(lessons, offered, confidence),
                danger.learnt(Calibration.USUAL.danger()),
                Math.min(DANGER_AT_MOST, danger.from(FALSE_ALARMS, Calibration.USUAL.dangerFrom())),
                smalltalk.learnt(Calibration.USUAL.smalltalk()),
                smalltalk.from(FALSE_SMALL_TALK, Calibration.USUAL.smalltalkFrom()),
                trials.size());
    }

    private List<Trial> trials() {
        List<Integer> asked = holdings.places(Example.Role.ASKED);
        int most = Math.min(MOST_QUESTIONS, asked.size());
        List<Integer> sample = IntStream.range(0, most)
                .mapToObj(i -> asked.get((int) ((long) i * asked.size() / most)))
                .filter(place -> holdings.retrieval().example(place).vector() != null)
                .toList();
        List<Trial> trials = new ArrayList<>();
        for (int place : sample) {
            trials.add(trial(place));
            progress.at("calibrating", trials.size(), sample.size());
        }
        return trials;
    }

    private Trial trial(int place) {
        Example example = holdings.retrieval().example(place);
        Question question = Question.of(example);
        double[] scores = scores(place, example);
        return new Trial(
                place,
                example.article(),
                question,
                holdings.search().opinions(question, scores, Retrieval.NOBODY, place),
                holdings.search().opinions(question, scores, example.article(), place));
    }

    private double[] scores(int place, Example example) {
        float[] vector = example.vector();
        return vector == null ? new double[0] : folds.get(place % FOLDS).scores(vector);
    }

    /**
     * The mix that puts most questions' own article first. Of those that differ by chance only, the one nearest to the
     * usual: an article's questions resemble each other more than citizens' resemble them.
     */
    private static Weights weights(List<Trial> trials) {
        List<Weights> choices = new ArrayList<>();
        choices.add(Weights.USUAL);
        for (int classifier = 0; classifier <= 4; classifier++) {
            for (int meaning = 0; classifier + meaning <= 4; meaning++) {
                for (double body : new double[] {0.05, 0.15}) {
                    double left = 1 - body;
                    choices.add(new Weights(
                            left * classifier / 4, left * meaning / 4, left * (4 - classifier - meaning) / 4, body));
                }
            }
        }
        double[] right = choices.parallelStream()
                .mapToDouble(choice -> right(trials, choice))
                .toArray();
        double best = Arrays.stream(right).max().orElse(0);
        double chance = Math.sqrt(best * (1 - best) / trials.size());
        return IntStream.range(0, right.length)
                .filter(i -> right[i] >= best - chance)
                .mapToObj(choices::get)
                .min(Comparator.comparingDouble(choice -> choice.distance(Weights.USUAL)))
                .orElse(Weights.USUAL);
    }

    private static double right(List<Trial> trials, Weights weights) {
        long right = trials.stream()
                .filter(trial -> Ranking.of(trial.known(), weights).among(trial.article(), 1))
                .count();
        return (double) right / trials.size();
    }

    private void lesson(Trial trial, Weights weights, List<Logistic.Lesson> lessons, List<Boolean> offered) {
        Ranking known = Ranking.of(trial.known(), weights);
        if (!known.empty()) {
            double[] evidence = holdings.evidence().of(trial.question(), trial.known(), known, trial.place());
            lessons.add(new Logistic.Lesson(evidence, known.among(trial.article(), 1), 1 - aims.outOfScopeShare()));
            offered.add(known.among(trial.article(), 3));
        }
        Ranking unknown = Ranking.of(trial.unknown(), weights);
        if (!unknown.empty()) {
            double[] evidence = holdings.evidence().of(trial.question(), trial.unknown(), unknown, trial.place());
            lessons.add(new Logistic.Lesson(evidence, false, aims.outOfScopeShare()));
            offered.add(false);
        }
    }

    private Thresholds thresholds(List<Logistic.Lesson> lessons, List<Boolean> offered, Logistic confidence) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < lessons.size(); i++) {
            Logistic.Lesson lesson = lessons.get(i);
            outcomes.add(
                    new Outcome(confidence.of(lesson.evidence()), lesson.right(), offered.get(i), lesson.weight()));
        }
        outcomes.sort(Comparator.comparingDouble(Outcome::confidence).reversed());
        double answer = lowest(outcomes, Outcome::right, aims.precision());
        return new Thresholds(answer, Math.min(answer, worthAsking(outcomes, answer)));
    }

    /** The lowest confidence down to which the share of what came out well stays at the aim. */
    private static double lowest(List<Outcome> outcomes, java.util.function.Predicate<Outcome> well, double aim) {
        double good = 0;
        double all = 0;
        double lowest = 1;
        int seen = 0;
        for (Outcome outcome : outcomes) {
            all += outcome.weight();
            good += well.test(outcome) ? outcome.weight() : 0;
            lowest = ++seen >= FEWEST && good / all >= aim ? outcome.confidence() : lowest;
        }
        return lowest;
    }

    /** The lowest confidence at which the right article is still usually among those offered. */
    private static double worthAsking(List<Outcome> outcomes, double answer) {
        int window = Math.max(FEWEST, outcomes.size() / WINDOWS);
        double lowest = answer;
        for (int from = 0; from + window <= outcomes.size(); from++) {
            List<Outcome> near = outcomes.subList(from, from + window);
            double all = near.stream().mapToDouble(Outcome::weight).sum();
            double good = near.stream()
                    .filter(Outcome::offered)
                    .mapToDouble(Outcome::weight)
                    .sum();
            if (good / all < OFFERED_RIGHT) {
                return lowest;
            }
            lowest = Math.min(answer, near.get(window / 2).confidence());
        }
        return lowest;
    }

    /** What danger or small talk look like against everything else. */
    private final class AsideLessons {
        private final List<Logistic.Lesson> lessons = new ArrayList<>();
        private final Example.Role role;
        private Logistic learnt = new Logistic(0, new double[] {0, 0, 0});

        AsideLessons(Example.Role role) {
            this.role = role;
            for (Example.Role other : List.of(Example.Role.ASKED, Example.Role.DANGER, Example.Role.SMALLTALK)) {
                List<Integer> places = holdings.places(other);
                int step = other == role ? 1 : Math.max(1, places.size() / MOST_QUESTIONS);
                for (int i = 0; i < places.size(); i += step) {
                    lesson(places.get(i), other == role);
                }
            }
        }

        private void lesson(int place, boolean right) {
            Example example = holdings.retrieval().example(place);
            float[] vector = example.vector();
            if (vector == null || holdings.places(role).isEmpty()) {
                return;
            }
            double[] scores = scores(place, example);
            lessons.add(new Logistic.Lesson(
                    holdings.aside(role, vector, scores, Retrieval.NOBODY, place)
                            .evidence(),
                    right,
                    1));
            if (!right) {
                // The same as nobody's question: far from everything is not yet a cry for help.
                scores[example.article()] = Double.NEGATIVE_INFINITY;
                Aside unknown = holdings.aside(role, vector, scores, example.article(), place);
                lessons.add(new Logistic.Lesson(unknown.evidence(), false, UNKNOWN));
            }
        }

        Logistic learnt(Logistic usual) {
            learnt = lessons.isEmpty() ? usual : Logistic.learn(lessons, usual, PULL);
            return learnt;
        }

        /** The lowest probability that no more than this share of everything else reaches. */
        double from(double alarms, double usual) {
            double[] probabilities = lessons.stream()
                    .filter(lesson -> !lesson.right() && lesson.weight() == 1)
                    .mapToDouble(lesson -> learnt.of(lesson.evidence()))
                    .sorted()
                    .toArray();
            int at = (int) Math.ceil((1 - alarms) * probabilities.length);
            return at >= probabilities.length ? usual : probabilities[at];
        }
    }
}
