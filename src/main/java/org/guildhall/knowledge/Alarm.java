package org.guildhall.knowledge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much a message sounds like a cry for help, known from thousands of phrases that belong to no council: cries, and
 * sentences that only look so. There are two opinions, of the meaning and of the words. How much each counts, and from where
 * on the alarm is raised, is learnt from the same phrases, each judged by what the others say.
 */
final class Alarm {

    /** Phrases, each with {@code danger} or {@code calm} behind a tab; in English. */
    static final String PHRASES = "/knowledge/danger-phrases.tsv";

    /** What each of them means, in the same order: {@link PhraseVectors}, written by {@code AlarmLesson}. */
    static final String VECTORS = "/knowledge/danger-phrases.vectors";

    /** The {@link Rule}, written by {@code AlarmLesson}. */
    static final String RULE = "/knowledge/danger-rule.json";

    /** How many of the nearest are asked on either side; chosen on phrases that were left out. */
    static final int NEIGHBOURS = 5;

    /** From this probability on it is danger whatever an article could answer. */
    static final double BEYOND_DOUBT = 0.9;

    /** From this probability on the numbers are said in case; of ordinary questions one in fifty comes so near. */
    static final double CAUTION_FROM = 0.2;

    private final WordOdds odds;
    private final Supplier<Meanings> meanings;

    /**
     * A phrase.
     *
     * @param danger whether it is a cry for help, and does not only look so
     */
    record Phrase(String words, boolean danger) {}

    /** What both kinds of phrases mean. */
    record Meanings(PhraseVectors cries, PhraseVectors calm) {}

    /**
     * What the opinions come to.
     *
     * @param opinions turns them into a probability
     * @param from the probability from which on somebody is taken to be in danger
     */
    record Rule(Logistic opinions, double from) {}

    /** Read when it is first asked, as phrases may have changed before they are learnt anew. */
    private static final class Learnt {
        private static final Meanings MEANINGS = meanings();
        private static final Rule RULE = rule();
    }

    /**
     * The stems of all phrases; megabytes that nobody should keep who has learnt from them.
     *
     * @param calm of those that only look so
     */
    record Stems(List<List<String>> cries, List<List<String>> calm) {

        /**
         * Reads the phrases as a knowledge base reads its own texts.
         *
         * @param stems a text's words, unified
         */
        static Stems of(Function<String, List<String>> stems) {
            return of(phrases(), stems);
        }

        /** The same of some of the phrases. */
        static Stems of(List<Phrase> phrases, Function<String, List<String>> stems) {
            Map<Boolean, List<List<String>>> byDanger = phrases.stream()
                    .collect(Collectors.partitioningBy(
                            Phrase::danger,
                            Collectors.mapping(phrase -> stems.apply(phrase.words()), Collectors.toList())));
            return new Stems(byDanger.getOrDefault(true, List.of()), byDanger.getOrDefault(false, List.of()));
        }
    }

    /** Learns what words say. */
    Alarm(Stems phrases) {
        this(phrases, () -> Learnt.MEANINGS);
    }

    /** The same with some of the phrases. */
    Alarm(Stems phrases, Supplier<Meanings> meanings) {
        this.odds = new WordOdds(phrases.cries(), phrases.calm());
        this.meanings = meanings;
    }

    /** The probability from which on somebody is taken to be in danger. */
    static double from() {
        return Learnt.RULE.from();
    }

    /**
     * How likely a message is a cry for help, 0 to 1.
     *
     * @param cries the edition's own that are nearest, best first
     * @param others whatever else of the edition's is nearest, best first
     */
    double probability(float[] vector, List<String> stems, Hits cries, Hits others) {
        return Learnt.RULE.opinions().of(opinions(vector, stems, cries, others));
    }

    /**
     * What the meaning and what the words say: how much nearer the nearest cries are than the nearest of anything else, the
     * edition's own among them, and a logarithm of odds. Above 0 is more danger than not.
     */
    double[] opinions(float[] vector, List<String> stems, Hits cries, Hits others) {
        Meanings known = meanings.get();
        double lead = mean(known.cries().nearest(vector, NEIGHBOURS), cries)
                - mean(known.calm().nearest(vector, NEIGHBOURS), others);
        // Words are no witnesses independent of each other: twice as many do not say twice as much.
        return new double[] {lead, odds.of(stems) / Math.sqrt(1.0 + stems.size())};
    }

    /** The mean of the best of both, which are sorted. */
    private static double mean(float[] phrases, Hits own) {
        double sum = 0;
        int mine = 0;
        int count = Math.min(NEIGHBOURS, phrases.length + own.size());
        for (int i = 0; i < count; i++) {
            int theirs = i - mine;
            boolean takeMine = theirs >= phrases.length || mine < own.size() && own.scores()[mine] >= phrases[theirs];
            sum += takeMine ? own.scores()[mine++] : phrases[theirs];
        }
        return sum / count;
    }

    /** All of them, in the file's order. */
    static List<Phrase> phrases() {
        try (InputStream in = open(PHRASES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(parts -> new Phrase(parts[0], parts[1].equals("danger")))
                    .toList();
        } catch (IOException e) {
            throw unreadable(PHRASES, e);
        }
    }

    /** What each of the phrases means, in the file's order. */
    static PhraseVectors vectors() {
        try (InputStream in = open(VECTORS)) {
            return PhraseVectors.read(in);
        } catch (IOException e) {
            throw unreadable(VECTORS, e);
        }
    }

    private static Meanings meanings() {
        List<Phrase> phrases = phrases();
        PhraseVectors vectors = vectors();
        if (phrases.size() != vectors.size()) {
            throw new IllegalStateException(
                    "The class path's %s does not go with %s; run script/learn-danger".formatted(VECTORS, PHRASES));
        }
        return meanings(phrases, vectors, place -> true);
    }

    /** What some of the phrases mean. */
    static Meanings meanings(List<Phrase> phrases, PhraseVectors vectors, IntPredicate which) {
        return new Meanings(vectors.at(places(phrases, true, which)), vectors.at(places(phrases, false, which)));
    }

    private static int[] places(List<Phrase> phrases, boolean danger, IntPredicate which) {
        return IntStream.range(0, phrases.size())
                .filter(place -> phrases.get(place).danger() == danger)
                .filter(which)
                .toArray();
    }

    private static Rule rule() {
        try (InputStream in = open(RULE)) {
            return JsonMapper.shared().readValue(in, Rule.class);
        } catch (IOException e) {
            throw unreadable(RULE, e);
        }
    }

    private static InputStream open(String resource) {
        return new BufferedInputStream(Objects.requireNonNull(Alarm.class.getResourceAsStream(resource)));
    }

    private static UncheckedIOException unreadable(String resource, IOException trouble) {
        return new UncheckedIOException("The class path's " + resource + " cannot be read", trouble);
    }
}
