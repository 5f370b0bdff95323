package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Learns from an edition's own questions how far it can be trusted. Each is asked twice: with itself left out, which shows
 * right and wrong; and with a third of the articles left out, its own among them, which makes it nobody's question.
 */
final class Calibrator {

    private static final int FOLDS = 3;
    private static final int GROUPS = 3;
    private static final int MOST_QUESTIONS = 1_000;
    private static final int ENOUGH_QUESTIONS = 40;

    /** How many questions' worth the usual counts that was learnt on other knowledge bases. */
    private static final double PULL = 4;

    private static final double BLEND_PULL = 100;

    /**
     * Of nobody's questions, the share that resembles those of an article that is missing. The rest is far from everything
     * and recognised without learning how.
     */
    private static final double OF_OUR_FIELD = 0.65;

    /** When it is asked back, this share of the time the right article should be among those offered. */
    private static final double OFFERED_RIGHT = 0.7;

    private static final int WINDOWS = 12;
    /** A threshold needs more than a lucky few behind it. */
    private static final int FEWEST = 10;

    private static final double FALSE_SMALL_TALK = 0.004;
    /** How much a question counts that is pretended to be nobody's. */
    private static final double UNKNOWN = 0.5;

    private final Holdings holdings;
    private final Aims aims;
    private final Progress progress;
    /** An example's number within its article. */
    private final int[] numbers;

    private final List<Softmax> folds;
    private final List<Softmax> groups;

    /** A question of the edition asked of the rest of it. */
    private record Trial(int place, int article, Question question, Asked known, Asked unknown) {}

    /** What was found with something pretended away. */
    private record Asked(Gone gone, Opinions opinions) {}

    /** A question's confidence and what came of it. */
    private record Outcome(double confidence, boolean right, boolean offered, double weight) {}

    Calibrator(Holdings holdings, Aims aims, Progress progress) {
        this.holdings = holdings;
        this.aims = aims;
        this.progress = progress;
        this.numbers = numbers();
        List<Softmax> learnt = IntStream.range(0, FOLDS + GROUPS)
                .parallel()
                .mapToObj(i -> i < FOLDS
                        ? holdings.learn(place -> fold(place) != i)
                        : holdings.learn(place -> group(article(place)) != i - FOLDS))
                .toList();
        this.folds = learnt.subList(0, FOLDS);
        this.groups = learnt.subList(FOLDS, FOLDS + GROUPS);
    }

    private int[] numbers() {
        Map<Integer, Integer> seen = new HashMap<>();
        return holdings.retrieval().examples().stream()
                .mapToInt(example -> seen.merge(example.article(), 1, Integer::sum) - 1)
                .toArray();
    }

    /** Dealt within each article, so that no fold takes all of one, and one more article changes little for the others. */
    private int fold(int place) {
        return Math.floorMod(numbers[place] + article(place), FOLDS);
    }

    private static int group(int article) {
        return article % GROUPS;
    }

    private int article(int place) {
        return holdings.retrieval().example(place).article();
    }

    Calibration learn() {
        List<Trial> trials = trials();
        Blend blend = Blend.USUAL;
        Logistic confidence = Calibration.USUAL.confidence();
        Thresholds thresholds = Thresholds.USUAL;
        if (trials.size() >= ENOUGH_QUESTIONS) {
            blend = Blend.learn(
                    trials.stream()
                            .map(trial -> new Blend.Lesson(trial.known().opinions(), trial.article()))
                            .toList(),
                    BLEND_PULL);
            List<Logistic.Lesson> lessons = new ArrayList<>();
            List<Boolean> offered = new ArrayList<>();
            for (Trial trial : trials) {
                lesson(trial, blend, lessons, offered);
            }
            confidence = confidence.rescaled(lessons, PULL);
            thresholds = thresholds(lessons, offered, confidence);
        }
        SmallTalkLessons smalltalk = new SmallTalkLessons();
        return new Calibration(
                Calibration.METHOD,
                aims,
                blend,
                confidence,
                thresholds,
                smalltalk.learnt(Calibration.USUAL.smalltalk()),
                smalltalk.from(FALSE_SMALL_TALK, Calibration.USUAL.smalltalkFrom()),
                trials.size());
    }

    private List<Trial> trials() {
        List<Integer> asked = holdings.places(Example.Role.ASKED).stream()
                .filter(this::asSomebodyAsks)
                .toList();
        int most = Math.min(MOST_QUESTIONS, asked.size());
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            trials.add(trial(asked.get((int) ((long) i * asked.size() / most))));
            progress.at("calibrating", trials.size(), most);
        }
        return trials;
    }

    /** Titles and sentences of the text are nobody's way of asking. */
    private boolean asSomebodyAsks(int place) {
        Example example = holdings.retrieval().example(place);
        return numbers[place] > 0 && !example.standsIn() && example.vector() != null;
    }

    private Trial trial(int place) {
        Example example = holdings.retrieval().example(place);
        Question question = Question.of(example);
        Asked known = ask(question, scores(folds, fold(place), example), itself(place));
        double[] unknowing = scores(groups, group(example.article()), example);
        return new Trial(place, example.article(), question, known, ask(question, unknowing, withoutItsArticle(place)));
    }

    private Asked ask(Question question, double[] scores, Gone gone) {
        return new Asked(gone, holdings.search().opinions(question, holdings.around(question.vector(), gone), scores));
    }

    private static Gone itself(int place) {
        return new Gone(article -> false, place);
    }

    private Gone withoutItsArticle(int place) {
        int group = group(article(place));
        return new Gone(article -> group(article) == group, place);
    }

    private static double[] scores(List<Softmax> classifiers, int which, Example example) {
        float[] vector = example.vector();
        return vector == null ? new double[0] : classifiers.get(which).scores(vector);
    }

    private void lesson(Trial trial, Blend blend, List<Logistic.Lesson> lessons, List<Boolean> offered) {
        double nobodys = aims.outOfScopeShare() * OF_OUR_FIELD;
        lesson(trial, trial.known(), 1 - nobodys, blend, lessons, offered);
        lesson(trial, trial.unknown(), nobodys, blend, lessons, offered);
    }

    private void lesson(
            Trial trial,
            Asked asked,
            double weight,
            Blend blend,
            List<Logistic.Lesson> lessons,
            List<Boolean> offered) {
        Ranking ranking = Ranking.of(asked.opinions(), blend);
        if (!ranking.empty()) {
            double[] evidence = holdings.evidence().of(trial.question(), asked.opinions(), ranking, asked.gone());
            lessons.add(new Logistic.Lesson(evidence, ranking.among(trial.article(), 1), weight));
            offered.add(ranking.among(trial.article(), 3));
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
        double answer = lowest(outcomes, aims.precision());
        return new Thresholds(answer, Math.min(answer, worthAsking(outcomes, answer)));
    }

    /**
     * The lowest confidence down to which the share of right answers is expected to stay at the aim. Expected and not
     * counted: the confidence was learnt from the same questions, and counts jump with a handful of them.
     */
    private static double lowest(List<Outcome> outcomes, double aim) {
        double good = 0;
        double all = 0;
        double lowest = 1;
        for (Outcome outcome : outcomes) {
            all += outcome.weight();
            good += outcome.weight() * outcome.confidence();
            lowest = good / all >= aim ? outcome.confidence() : lowest;
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

    /** What small talk looks like against everything else. */
    private final class SmallTalkLessons {
        private final List<Logistic.Lesson> lessons = new ArrayList<>();
        private Logistic learnt = new Logistic(0, new double[0]);

        SmallTalkLessons() {
            if (holdings.places(Example.Role.SMALLTALK).isEmpty()) {
                return;
            }
            for (Example.Role role : Example.Role.values()) {
                if (role == Example.Role.BODY) {
                    continue;
                }
                List<Integer> places = holdings.places(role);
                boolean right = role == Example.Role.SMALLTALK;
                int step = right ? 1 : Math.max(1, places.size() / MOST_QUESTIONS);
                for (int i = 0; i < places.size(); i += step) {
                    lesson(places.get(i), right);
                }
            }
        }

        private void lesson(int place, boolean right) {
            Example example = holdings.retrieval().example(place);
            float[] vector = example.vector();
            if (vector == null) {
                return;
            }
            double[] known = scores(folds, fold(place), example);
            lessons.add(new Logistic.Lesson(
                    holdings.smalltalk(holdings.around(vector, itself(place)), known)
                            .evidence(),
                    right,
                    1));
            if (!right && example.article() != Example.NOBODYS) {
                // The same as nobody's question: far from everything is not yet a greeting.
                Gone gone = new Gone(article -> article == example.article(), place);
                if (example.article() < known.length) {
                    known[example.article()] = Double.NEGATIVE_INFINITY;
                }
                lessons.add(new Logistic.Lesson(
                        holdings.smalltalk(holdings.around(vector, gone), known).evidence(), false, UNKNOWN));
            }
        }

        Logistic learnt(Logistic usual) {
            learnt = lessons.isEmpty() ? usual : Logistic.learn(lessons, usual, 1);
            return learnt;
        }

        /** The lowest probability that no more than this share of everything else reaches. */
        double from(double mistaken, double usual) {
            double[] probabilities = lessons.stream()
                    .filter(lesson -> !lesson.right() && lesson.weight() == 1)
                    .mapToDouble(lesson -> learnt.of(lesson.evidence()))
                    .sorted()
                    .toArray();
            int at = (int) Math.ceil((1 - mistaken) * probabilities.length);
            return at >= probabilities.length ? usual : probabilities[at];
        }
    }
}
