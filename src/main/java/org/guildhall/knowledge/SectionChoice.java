package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses which part of an article answers a question: the short answer, unless a section clearly fits better. */
final class SectionChoice {

    /** How much better than the short answer a section must fit. */
    private static final double LEAD = 0.04;

    /** What it is worth when all the question's words are in the section, in cosine. */
    private static final double WORDS = 0.15;

    private final Map<Integer, List<Example>> bodies = new HashMap<>();
    private final WordWeights weights;

    SectionChoice(Retrieval retrieval) {
        this.weights = retrieval.weights();
        retrieval.examples().stream()
                .filter(example -> example.role() == Example.Role.BODY)
                .forEach(example -> bodies.computeIfAbsent(example.article(), ignored -> new ArrayList<>())
                        .add(example));
    }

    /** The passage to quote. */
    Passage best(ArticleVersion version, int place, Question question) {
        double shortAnswer = 0;
        double highest = 0;
        int best = 0;
        for (Example body : bodies.getOrDefault(place, List.of())) {
            double fit = fit(body, question);
            if (body.section() == 0) {
                shortAnswer = fit;
            } else if (fit > highest) {
                highest = fit;
                best = body.section();
            }
        }
        int chosen = highest > shortAnswer + LEAD ? best : 0;
        return version.passage(version.article().sections().get(chosen).heading());
    }

    private double fit(Example body, Question question) {
        float[] asked = question.vector();
        float[] says = body.vector();
        double meaning = asked == null || says == null ? 0 : Softmax.dot(asked, says);
        return meaning + WORDS * weights.knownCovered(question.stems(), Set.copyOf(body.stems())::contains);
    }
}
