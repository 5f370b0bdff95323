package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The council's own words for things: {@code tip, dump, hwrc} mean the same, {@code wen => when} is put right. Read once,
 * then applied to tokens, longest match first, so that a name of four words works like a name of one. A line is for
 * English, or for the language it begins with: {@code pl: kosz, pojemnik}.
 */
final class Synonyms {

    static final Synonyms NONE = parse("", new Faults("synonyms.txt"));

    private static final int LONGEST = 6;
    private static final Pattern TAGGED = Pattern.compile("([a-z]{2,3}):\\s+(.*)");

    private final Map<List<String>, List<String>> corrections;
    private final Map<List<String>, List<String>> sameAs;

    private Synonyms(Map<List<String>, List<String>> corrections, Map<List<String>, List<String>> sameAs) {
        this.corrections = corrections;
        this.sameAs = sameAs;
    }

    /** Reads what the file has for English; lines of any language that make no sense are left out and reported. */
    static Synonyms parse(String text, Faults faults) {
        return parse(text, faults, Languages.ENGLISH);
    }

    /** Reads what the file has for one language. In others than English all rules work on stems. */
    static Synonyms parse(String text, Faults faults, String language) {
        Map<List<String>, List<String>> corrections = new HashMap<>();
        Map<List<String>, List<String>> sameAs = new HashMap<>();
        int line = 0;
        for (String raw : text.lines().toList()) {
            line++;
            String rule = raw.replaceFirst("#.*", "").strip();
            Matcher tagged = TAGGED.matcher(rule);
            String of = tagged.matches() ? tagged.group(1) : Languages.ENGLISH;
            rule = tagged.matches() ? tagged.group(2) : rule;
            if (rule.isEmpty()) {
                continue;
            }
            if (!Languages.known(of)) {
                faults.error(
                        line, "\"" + of + "\" is no language code: begin the line with one such as pl, or with none");
            }
            int arrow = rule.indexOf("=>");
            List<List<String>> names = names(arrow < 0 ? rule : rule.substring(0, arrow));
            List<String> target = arrow < 0 ? List.of() : Words.surface(Cleaner.clean(rule.substring(arrow + 2)));
            if (names.isEmpty() || arrow < 0 && names.size() < 2 || arrow >= 0 && target.isEmpty()) {
                faults.error(
                        line,
                        "write \"tip, dump, hwrc\" for words that mean the same, or \"wen => when\" for a word to put right");
            } else if (!of.equals(language)) {
                continue;
            } else if (!language.equals(Languages.ENGLISH)) {
                inOtherLanguage(rule, Stems.in(language), sameAs);
            } else if (arrow >= 0) {
                names.forEach(name -> corrections.put(name, target));
            } else {
                List<String> first = stems(names.getFirst());
                names.forEach(name -> sameAs.put(stems(name), first));
            }
        }
        return new Synonyms(Map.copyOf(corrections), Map.copyOf(sameAs));
    }

    /** Every name, with its accents and without, becomes the first one; with an arrow, what is behind it. */
    private static void inOtherLanguage(String rule, Stems stems, Map<List<String>, List<String>> sameAs) {
        String[] sides = rule.split("=>", 2);
        List<String> names = List.of(sides[0].split(","));
        List<String> first = stems.of(Cleaner.clean(sides.length > 1 ? sides[1] : names.getFirst()));
        for (String name : names) {
            String clean = Cleaner.clean(name);
            for (String spelt : List.of(clean, Stems.withoutAccents(clean))) {
                List<String> from = stems.of(spelt);
                if (!from.isEmpty() && !first.isEmpty() && from.size() <= LONGEST) {
                    sameAs.put(from, first);
                }
            }
        }
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
