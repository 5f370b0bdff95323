package org.guildhall.knowledge;

import java.util.function.IntPredicate;

/**
 * What is pretended away, to see how the rest would answer.
 *
 * @param articles whole articles, by place
 * @param except one example, by place, or {@link #NONE}
 */
record Gone(IntPredicate articles, int except) {

    static final int NONE = -1;

    /** Everything is there. */
    static final Gone NOTHING = new Gone(article -> false, NONE);

    boolean article(int place) {
        return articles.test(place);
    }

    boolean example(int place, Example example) {
        return place == except || articles.test(example.article());
    }
}
