package org.guildhall.assistant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a message where one question may end and the next begin. Whether the parts are questions is for others to say. */
final class Requests {

    /** Somebody who writes more tells a story, which is understood as a whole or by a person. */
    private static final int LONGEST = 1_000;

    private static final int MOST = 6;

    /** Fewer words are a part of what stands beside them: "a mattress and a fridge". */
    private static final int SHORTEST = 3;

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?;])\\s+|\\n+");
    private static final Pattern JOINS = Pattern.compile(
            ",?\\s(?:and|plus)\\s|,?\\salso,?\\s(?=(?:how|what|when|where|who|can|could|do|is|are|i)\\b)"
                    + "|,\\s?(?=(?:how|what|when|where|who|can|could|do|is|are)\\b)",
            Pattern.CASE_INSENSITIVE);

    /** What leads into a question and is no part of it. */
    private static final Pattern LEADS = Pattern.compile(
            "^(?:(?:and|also|plus|ok|so|oh|btw|another thing|one more thing)\\b[,:\\s]*)+", Pattern.CASE_INSENSITIVE);

    private Requests() {}

    /** The parts in their order; fewer than two when there is nothing to cut, or too much. */
    static List<String> in(String words) {
        if (words.length() > LONGEST) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        for (String sentence : SENTENCES.split(words)) {
            parts.addAll(joined(sentence));
        }
        List<String> requests = parts.stream()
                .map(part -> LEADS.matcher(part.strip()).replaceFirst("").strip())
                .filter(part -> !part.isEmpty())
                .toList();
        return requests.size() > MOST ? List.of() : requests;
    }

    private static List<String> joined(String sentence) {
        List<String> parts =
                Arrays.stream(JOINS.split(sentence)).map(String::strip).toList();
        return parts.stream().allMatch(part -> Manner.length(part) >= SHORTEST) ? parts : List.of(sentence);
    }
}
