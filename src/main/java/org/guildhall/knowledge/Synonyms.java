package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The council's own words for things: {@code tip, dump, hwrc} mean the same, {@code wen => when} is put right. Read once,
 * then applied to tokens, longest match first, so that a name of four words works like a name of one.
 */
final class Synonyms {

    static final Synonyms NONE = parse("", new Faults("synonyms.txt"));

    private static final int LONGEST = 6;

    private final Map<List<String>, List<String>> corrections;
    private final Map<List<String>, List<String>> sameAs;

    private Synonyms(Map<List<String>, List<String>> corrections, Map<List<String>, List<String>> sameAs) {
        this.corrections = corrections;
        this.sameAs = sameAs;
    }

    /** Reads the file; lines that make no sense are left out and reported. */
    static Synonyms parse(String text, Faults faults) {
        Map<List<String>, List<String>> corrections = new HashMap<>();
        Map<List<String>, List<String>> sameAs = new HashMap<>();
        int line = 0;
        for (String raw : text.lines().toList()) {
            line++;
            String rule = raw.replaceFirst("#.*", "").strip();
            if (rule.isEmpty()) {
                continue;
            }
            int arrow = rule.indexOf("=>");
            List<List<String>> names = names(arrow < 0 ? rule : rule.substring(0, arrow));
            List<String> target = arrow < 0 ? List.of() : Words.surface(Cleaner.clean(rule.substring(arrow + 2)));
            if (names.isEmpty() || arrow < 0 && names.size() < 2 || arrow >= 0 && target.isEmpty()) {
                faults.error(
                        line,
                        "write \"tip, dump, hwrc\" for words that mean the same, or \"wen => when\" for a word to put right");
            } else if (arrow >= 0) {
                names.forEach(name -> corrections.put(name, target));
            } else {
                List<String> first = stems(names.getFirst());
                names.forEach(name -> sameAs.put(stems(name), first));
            }
        }
        return new Synonyms(Map.copyOf(corrections), Map.copyOf(sameAs));
    }

    private static List<List<String>> names(String list) {
        return List.of(list.split(",", -1)).stream()
                .map(name -> Words.surface(Cleaner.clean(name)))
                .filter(name -> !name.isEmpty() && name.size() <= LONGEST)
                .toList();
    }

    private static List<String> stems(List<String> words) {
        return words.stream().map(Words::stem).toList();
    }

    /** Puts words right, as they are written. */
    List<String> correct(List<String> words) {
        return replace(words, corrections);
    }

    /** Writes every name of a thing as the first of its names; takes and gives stems. */
    List<String> unify(List<String> stems) {
        return replace(stems, sameAs);
    }

    /** Every word that a rule knows, so that nothing "corrects" it. */
    java.util.Set<String> words() {
        java.util.Set<String> words = new java.util.HashSet<>();
        corrections.forEach((from, to) -> {
            words.addAll(from);
            words.addAll(to);
        });
        return words;
    }

    private static List<String> replace(List<String> words, Map<List<String>, List<String>> rules) {
        if (rules.isEmpty()) {
            return words;
        }
        List<String> result = new ArrayList<>(words.size());
        int at = 0;
        while (at < words.size()) {
            int taken = 0;
            for (int length = Math.min(LONGEST, words.size() - at); length > 0 && taken == 0; length--) {
                List<String> replacement = rules.get(words.subList(at, at + length));
                if (replacement != null) {
                    result.addAll(replacement);
                    taken = length;
                }
            }
            if (taken == 0) {
                result.add(words.get(at));
                taken = 1;
            }
            at += taken;
        }
        return result;
    }
}
