package org.guildhall.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What breaks the law, by kind. */
final class Violations {

    /** Of each kind so many are named, the rest is counted. */
    private static final int NAMED = 10;

    private final Map<String, List<String>> byKind = new LinkedHashMap<>();

    void add(String kind, String which) {
        byKind.computeIfAbsent(kind, each -> new ArrayList<>()).add(which);
    }

    /** A sentence for each kind; empty when there is none. */
    List<String> sentences() {
        return byKind.entrySet().stream()
                .map(each -> each.getValue().size() + " × " + each.getKey() + ": "
                        + each.getValue().stream().limit(NAMED).collect(Collectors.joining(", "))
                        + (each.getValue().size() > NAMED ? ", …" : ""))
                .toList();
    }
}
