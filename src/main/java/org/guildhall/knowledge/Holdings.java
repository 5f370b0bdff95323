package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** An edition's index with everything that looks things up in it; never changed once it is built. */
final class Holdings implements AutoCloseable {

    /** How much the classifier distrusts the spread it sees, and how sharply it decides; steady over many sets. */
    private static final double SHRINKAGE = 0.3;

    private static final double SHARPNESS = 0.15;

    private final Edition edition;
    private final Retrieval retrieval;
    private final Search search;
    private final Evidence evidence;
    private final Discriminant classifier;
    private final Map<Example.Role, List<Integer>> places = new EnumMap<>(Example.Role.class);

    Holdings(Edition edition, List<Example> examples) {
        this.edition = edition;
        for (Example.Role role : Example.Role.values()) {
            places.put(role, new ArrayList<>());
        }
        for (int place = 0; place < examples.size(); place++) {
            placesOf(examples.get(place).role()).add(place);
        }
        this.retrieval = Retrieval.of(examples);
        this.search = new Search(retrieval, kind(Passage.Kind.ANSWER));
        this.evidence = new Evidence(retrieval);
        this.classifier = learn(place -> true);
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

    Evidence evidence() {
        return evidence;
    }

    Discriminant classifier() {
        return classifier;
    }

    /** Where the examples of a role are. */
    List<Integer> places(Example.Role role) {
        return places.getOrDefault(role, List.of());
    }

    /** A classifier that saw only some of the examples. */
    Discriminant learn(IntPredicate seen) {
        List<float[]> vectors = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (int place = 0; place < retrieval.examples().size(); place++) {
            Example example = retrieval.example(place);
            if (example.vector() != null && example.role() != Example.Role.BODY && seen.test(place)) {
                vectors.add(example.vector());
                classes.add(example.article());
            }
        }
        int[] articles = classes.stream().mapToInt(x -> x).toArray();
        return Discriminant.learn(vectors, articles, edition.articles().size(), SHRINKAGE, SHARPNESS);
    }

    /**
     * How much a message looks like danger or small talk.
     *
     * @param without an article to pretend away, or {@link Retrieval#NOBODY}
     * @param except an example to pretend away, or {@link Retrieval#NOBODY}
     */
    Aside aside(Example.Role role, float[] vector, double[] scores, int without, int except) {
        if (places(role).isEmpty()) {
            return Aside.NONE;
        }
        List<Example.Role> others = role == Example.Role.DANGER
                ? List.of(Example.Role.ASKED, Example.Role.SMALLTALK)
                : List.of(Example.Role.ASKED, Example.Role.DANGER);
        double ordinary = Aside.nearest(retrieval, vector, others, without, except);
        return Aside.of(retrieval, vector, scores, role, kind(role), ordinary, except);
    }

    private boolean[] kind(Example.Role role) {
        return kind(role == Example.Role.DANGER ? Passage.Kind.DANGER : Passage.Kind.SMALLTALK);
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
