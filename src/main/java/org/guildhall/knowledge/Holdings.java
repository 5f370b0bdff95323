package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.EnumMap;
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
    /** Which articles are of a kind, by their places. */
    private final boolean[] dangerous;

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
        this.dangerous = kind(Passage.Kind.DANGER);
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
     * How much a message looks like danger or small talk.
     *
     * @param vicinity what its meaning is near to
     * @param stems its words
     * @param scores the classifier's, by article
     */
    Aside aside(Example.Role role, Vicinity vicinity, List<String> stems, double[] scores) {
        float[] vector = vicinity.vector();
        if (places(role).isEmpty() || vector == null) {
            return Aside.NONE;
        }
        boolean danger = role == Example.Role.DANGER;
        List<Example.Role> ordinary =
                List.of(Example.Role.ASKED, Example.Role.CALM, danger ? Example.Role.SMALLTALK : Example.Role.DANGER);
        Aside aside = Aside.of(retrieval, vicinity, scores, role, danger ? dangerous : smalltalk, ordinary);
        return danger
                ? aside.with(alarm.opinions(
                        vector,
                        stems,
                        vicinity.of(List.of(role), Alarm.NEIGHBOURS),
                        vicinity.of(ordinary, Alarm.NEIGHBOURS)))
                : aside;
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
