package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Takes an edition's English articles apart into the texts they can be found by; a {@link Shelf} has the others. */
final class Examples {

    /** An article with fewer questions than this is also found by its headings and sentences. */
    static final int ENOUGH_QUESTIONS = 3;

    /** Letters of a section that are read. */
    static final int LONGEST_SECTION = 20_000;
    /** Sentences of one article that stand in for questions, at most. */
    static final int STAND_INS = 24;

    private static final int SHORTEST_SENTENCE = 4;

    private final Synonyms synonyms;
    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final List<Draft> drafts = new ArrayList<>();

    private record Draft(
            int article,
            Example.Role role,
            int section,
            boolean standsIn,
            List<String> words,
            String text,
            int pieces) {}

    private Examples(Edition edition, Synonyms synonyms) {
        this.synonyms = synonyms;
        for (int i = 0; i < edition.articles().size(); i++) {
            if (edition.articles().get(i).article().english()) {
                draft(i, edition.articles().get(i).article());
            }
        }
        if (drafts.stream().anyMatch(draft -> draft.role() == Example.Role.DANGER)) {
            asked(Example.NOBODYS, Example.Role.CALM, Calm.SENTENCES);
        }
    }

    static Examples of(Edition edition, Synonyms synonyms) {
        return new Examples(edition, synonyms);
    }

    /** Every word of the articles, as written, with how often it is there. */
    Map<String, Integer> vocabulary() {
        return vocabulary;
    }

    private void draft(int place, Article article) {
        switch (article.kind()) {
            case DANGER -> asked(place, Example.Role.DANGER, article.questions());
            case SMALLTALK -> asked(place, Example.Role.SMALLTALK, article.questions());
            case ANSWER -> draftAnswer(place, article);
        }
    }

    /** Every text an article can be asked by: its title, its questions, and what stands in for questions. */
    static Stream<String> asked(Article article) {
        Stream<String> standIns = article.sections().stream()
                .flatMap(section ->
                        Stream.concat(Stream.ofNullable(section.heading()), sentences(Markdown.plain(section.text()))));
        return Stream.of(Stream.of(article.title()), article.questions().stream(), standIns)
                .flatMap(texts -> texts);
    }

    private void draftAnswer(int place, Article article) {
        asked(place, Example.Role.ASKED, List.of(article.title()));
        asked(place, Example.Role.ASKED, article.questions());
        boolean few = article.questions().size() < ENOUGH_QUESTIONS;
        int left = few ? STAND_INS : 0;
        for (int section = 0; section < article.sections().size(); section++) {
            Article.Section part = article.sections().get(section);
            String plain = Markdown.plain(part.text());
            String heading = part.heading();
            add(place, Example.Role.BODY, section, false, (heading == null ? article.title() : heading) + "\n" + plain);
            if (few && heading != null) {
                add(place, Example.Role.ASKED, section, true, heading);
            }
            left -= standIns(place, section, plain, left);
        }
    }

    private int standIns(int place, int section, String plain, int most) {
        int before = drafts.size();
        sentences(plain)
                .limit(Math.max(0, most))
                .forEach(sentence -> add(place, Example.Role.ASKED, section, true, sentence));
        return drafts.size() - before;
    }

    private void asked(int place, Example.Role role, List<String> questions) {
        questions.forEach(question -> add(place, role, 0, false, question));
    }

    /** The sentences of at least four words. */
    static Stream<String> sentences(String plain) {
        return plain.lines()
                .flatMap(line -> List.of(line.split("(?<=[.!?])\\s+")).stream())
                .filter(sentence -> sentence.split("\\s+", SHORTEST_SENTENCE).length >= SHORTEST_SENTENCE);
    }

    private void add(int place, Example.Role role, int section, boolean standsIn, String raw) {
        String clean = Cleaner.clean(raw, LONGEST_SECTION);
        List<String> written = Words.all(clean);
        if (place != Example.NOBODYS) {
            written.forEach(word -> vocabulary.merge(word, 1, Integer::sum));
        }
        List<String> words = synonyms.correct(written);
        if (!words.isEmpty()) {
            int pieces = role == Example.Role.BODY ? Embedder.SECTION_PIECES : Embedder.QUESTION_PIECES;
            drafts.add(new Draft(place, role, section, standsIn, words, Wording.text(clean, written, words), pieces));
        }
    }

    /** The examples with their vectors; new vectors are kept in the cache. */
    List<Example> embed(Wording wording, Embedder embedder, EmbeddingCache cache, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        float[][] vectors = new float[drafts.size()][];
        boolean anyNew = drafts.stream().anyMatch(draft -> !cache.has(draft.text(), draft.pieces()));
        IntStream.range(0, drafts.size()).parallel().forEach(i -> {
            Draft draft = drafts.get(i);
            vectors[i] = cache.of(draft.text(), draft.pieces(), embedder);
            progress.at("reading", done.incrementAndGet(), drafts.size());
        });
        if (anyNew) {
            cache.save();
        }
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> example(drafts.get(i), vectors[i], wording))
                .toList();
    }

    private static Example example(Draft draft, float[] vector, Wording wording) {
        return new Example(
                draft.article(), draft.role(), draft.section(), draft.standsIn(), wording.stems(draft.words()), vector);
    }
}
