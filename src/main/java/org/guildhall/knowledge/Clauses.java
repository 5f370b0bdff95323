package org.guildhall.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a long message where a thought ends, so that a cry for help is not drowned by what stands around it. */
final class Clauses {

    private static final int MOST = 5;
    private static final int SHORTEST = 3;
    private static final Pattern ENDS = Pattern.compile("[.!?;,\n]+");

    private Clauses() {}

    /** The clauses of at least three words, at most five; none when there is only one. */
    static List<String> of(String clean) {
        List<String> clauses = Arrays.stream(ENDS.split(clean))
                .map(String::strip)
                .filter(clause -> clause.split(" ", SHORTEST).length >= SHORTEST)
                .limit(MOST)
                .toList();
        return clauses.size() < 2 ? List.of() : clauses;
    }
}
