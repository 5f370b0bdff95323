package org.guildhall.knowledge;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lies near one meaning. Each role is looked through once, however many steps want to know. */
final class Vicinity {

    /** How many examples of a role are kept. */
    private static final int NEAREST = 40;

    private final Retrieval retrieval;
    private final float @Nullable [] vector;
    private final Gone gone;
    private final Map<Example.Role, VectorScan.Near> looked = new EnumMap<>(Example.Role.class);

    /**
     * Around a vector; there is nothing around none.
     *
     * @param gone what to pretend away
     */
    Vicinity(Retrieval retrieval, float @Nullable [] vector, Gone gone) {
        this.retrieval = retrieval;
        this.vector = vector;
        this.gone = gone;
    }

    Gone gone() {
        return gone;
    }

    /** What it is around, or null. */
    float @Nullable [] vector() {
        return vector;
    }

    /** The examples of a role nearest in meaning, best first; scores are cosines, -1 to 1. */
    Hits of(Example.Role role) {
        return near(role).hits();
    }

    /** The nearest of several roles, best first. */
    Hits of(List<Example.Role> roles, int count) {
        Hits all = Hits.NONE;
        for (Example.Role role : roles) {
            all = all.and(of(role), count);
        }
        return all;
    }

    private VectorScan.Near near(Example.Role role) {
        return looked.computeIfAbsent(
                role,
                ignored -> vector == null
                        ? new VectorScan.Near(Hits.NONE, new int[0])
                        : retrieval.near(vector, role, NEAREST, gone));
    }

    /** The cosine of an article's nearest example of a role; 0 when it has none. */
    double nearest(int article, Example.Role role) {
        if (vector == null) {
            return 0;
        }
        int[] nearest = near(role).nearest();
        if (nearest.length == 0) {
            return retrieval.nearest(vector, article, role, gone);
        }
        return article < nearest.length && nearest[article] >= 0
                ? Math.max(0, VectorScan.cosine(vector, retrieval.example(nearest[article])))
                : 0;
    }
}
