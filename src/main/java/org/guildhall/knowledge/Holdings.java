package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** An edition's index with everything that looks things up in it; never changed once it is built. */
final class Holdings implements AutoCloseable {

    /** A sentence of the text counts this much against somebody's question when the classifier learns. */
    private static final float STANDING_IN = 0.2f;

    /** Questions times articles; with more, learning takes minutes, and the other opinions have to do. */
    private static final long MOST_LEARNT = 40_000_000;

    private final Edition edition;
    private final Set<Stage> without;
    private final Retrieval retrieval;
    private final Search search;
    private final Evidence evidence;
    private final Alarm alarm;
    /** Which articles are small talk, by their places. */
    private final boolean[] smalltalk;

    private final Map<Example.Role, List<Integer>> places = new EnumMap<>(Example.Role.class);

    Holdings(Edition edition, List<Example> examples, Alarm alarm, Set<Stage> without) {
        this.edition = edition;
        this.without = without;
        this.alarm = alarm;
        for (Example.Role role : Example.Role.values()) {
            places.put(role, new ArrayList<>());
        }
        for (int place = 0; place < examples.size(); place++) {
            placesOf(examples.get(place).role()).add(place);
        }
        this.retrieval = Retrieval.of(examples);
        this.search = new Search(retrieval, kind(Passage.Kind.ANSWER), without);
        this.smalltalk = kind(Passage.Kind.SMALLTALK);
        this.evidence = new Evidence(retrieval);
    }

    private List<Integer> placesOf(Example.Role role) {
        return places.computeIfAbsent(role, ignored -> new ArrayList<>());
    }

    Retrieval retrieval() {
        return retrieval;
    }

    Search search() {
        return search;
    }

    /** What is near a meaning, with something pretended away. */
    Vicinity around(float @Nullable [] vector, Gone gone) {
        return new Vicinity(retrieval, vector, gone);
    }

    Evidence evidence() {
        return evidence;
    }

    /** Where the examples of a role are. */
    List<Integer> places(Example.Role role) {
        return places.getOrDefault(role, List.of());
    }

    /** A classifier that saw only some of the examples; it knows nothing when there are too many of them. */
    Softmax learn(IntPredicate seen) {
        List<Softmax.Lesson> lessons = new ArrayList<>();
        for (int place = 0; place < retrieval.examples().size(); place++) {
            Example example = retrieval.example(place);
            if (example.vector() != null && taught(example.role()) && seen.test(place)) {
                lessons.add(
                        new Softmax.Lesson(example.vector(), example.article(), example.standsIn() ? STANDING_IN : 1));
            }
        }
        int articles = edition.articles().size();
        return without.contains(Stage.CLASSIFIER) || (long) lessons.size() * articles > MOST_LEARNT
                ? Softmax.ignorant(articles)
                : Softmax.learn(lessons, articles);
    }

    private static boolean taught(Example.Role role) {
        return role != Example.Role.BODY && role != Example.Role.CALM;
    }

    /**
     * Whether a message is one word with which many articles are asked for, and none of them most of the time: nobody can tell
     * what "bins" means, and everybody what "potholes" does.
     */
    boolean undecided(List<String> stems) {
        if (stems.size() != 1) {
            return false;
        }
        int total = 0;
        int most = 0;
        Map<Integer, Integer> byArticle = new HashMap<>();
        for (int place : places(Example.Role.ASKED)) {
            Example example = retrieval.example(place);
            if (example.stems().contains(stems.getFirst())) {
                total++;
                most = Math.max(most, byArticle.merge(example.article(), 1, Integer::sum));
            }
        }
        return total > 0 && 2 * most <= total;
    }

    /**
     * How much a message sounds like a cry for help, and which article of danger is nearest to it.
     *
     * @param vicinity what its meaning is near to
     * @param stems its words
     */
    Cry cry(Vicinity vicinity, List<String> stems) {
        float[] vector = vicinity.vector();
        Hits cries = vicinity.of(List.of(Example.Role.DANGER), Alarm.NEIGHBOURS);
        if (vector == null || cries.size() == 0) {
            return Cry.NONE;
        }
        Hits others =
                vicinity.of(List.of(Example.Role.ASKED, Example.Role.CALM, Example.Role.SMALLTALK), Alarm.NEIGHBOURS);
        return new Cry(
                retrieval.example(cries.examples()[0]).article(), alarm.probability(vector, stems, cries, others));
    }

    /**
     * How much a message looks like small talk.
     *
     * @param vicinity what its meaning is near to
     * @param scores the classifier's, by article
     */
    Aside smalltalk(Vicinity vicinity, double[] scores) {
        return vicinity.vector() == null
                ? Aside.NONE
                : Aside.of(
                        retrieval,
                        vicinity,
                        scores,
                        Example.Role.SMALLTALK,
                        smalltalk,
                        List.of(Example.Role.ASKED, Example.Role.CALM, Example.Role.DANGER));
    }

    /** Which articles are of a kind, by their places. */
    private boolean[] kind(Passage.Kind kind) {
        boolean[] of = new boolean[edition.articles().size()];
        for (int i = 0; i < of.length; i++) {
            of[i] = edition.articles().get(i).article().kind() == kind;
        }
        return of;
    }

    @Override
    public void close() {
        retrieval.close();
    }
}
