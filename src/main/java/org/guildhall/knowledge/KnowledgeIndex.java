package org.guildhall.knowledge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One edition, ready to be asked. Built aside and never changed, except that its calibration may follow a little later;
 * counted while in use, so that it can be closed under load.
 */
final class KnowledgeIndex implements AutoCloseable {

    /** A glance must not cost the time that a long letter takes to be read. */
    private static final int LONGEST_GLANCE = 500;

    private final Edition edition;
    private final Wording wording;
    private final Holdings holdings;
    private final Phrases dangerous;
    private final Pressing pressing;
    private final Map<String, ArticleVersion> byId = new HashMap<>();
    private final Consideration.Means means;

    private volatile State state;

    /** What was learnt, and the answers given with it; what is learnt anew begins with none. */
    private record State(Learnt learnt, Remembered given) {
        State(Learnt learnt) {
            this(learnt, new Remembered());
        }
    }

    private KnowledgeIndex(
            Edition edition,
            Embedder embedder,
            Wording wording,
            Recognition recognition,
            Holdings holdings,
            Alarm.Stems phrases,
            Learnt learnt) {
        this.edition = edition;
        this.wording = wording;
        this.holdings = holdings;
        this.dangerous = phrases(Example.Role.DANGER);
        this.means = new Consideration.Means(
                edition,
                embedder,
                wording,
                recognition,
                new Shelves(edition),
                holdings,
                new SectionChoice(holdings.retrieval()),
                new Matches(edition, holdings.retrieval(), wording::stems),
                dangerous,
                phrases(Example.Role.SMALLTALK));
        this.state = new State(learnt);
        edition.articles().forEach(version -> version.article().formerly().forEach(id -> byId.put(id, version)));
        edition.articles().forEach(version -> byId.put(version.article().id(), version));
        this.pressing = new Pressing(
                Arrays.stream(Example.Role.values())
                        .flatMap(role -> holdings.places(role).stream())
                        .map(holdings.retrieval()::example)
                        .toList(),
                phrases);
    }

    private Phrases phrases(Example.Role role) {
        Phrases phrases = new Phrases();
        for (int place : holdings.places(role)) {
            Example example = holdings.retrieval().example(place);
            phrases.add(example.stems(), example.article());
        }
        return phrases;
    }

    /**
     * Builds an index; takes a second for some hundred articles whose vectors are kept, more on the first time.
     *
     * @param learnt what is known of this edition, or of one like it
     */
    static KnowledgeIndex build(
            Edition edition, Embedder embedder, EmbeddingCache cache, Learnt learnt, Progress progress) {
        return build(edition, embedder, cache, learnt, Set.of(), progress);
    }

    /** The same, with stages left out. */
    static KnowledgeIndex build(
            Edition edition,
            Embedder embedder,
            EmbeddingCache cache,
            Learnt learnt,
            Set<Stage> without,
            Progress progress) {
        Synonyms synonyms = without.contains(Stage.SYNONYMS)
                ? Synonyms.NONE
                : Synonyms.parse(edition.synonyms(), new Faults(Folder.SYNONYMS));
        Examples examples = Examples.of(edition, synonyms);
        Map<String, Integer> vocabulary = examples.vocabulary();
        synonyms.words().forEach(word -> vocabulary.merge(word, 1, Integer::sum));
        Wording wording = new Wording(
                synonyms,
                without.contains(Stage.SPELLER) ? Speller.NONE : new Speller(vocabulary, embedder.commonWords()));
        Alarm.Stems phrases = Alarm.Stems.of(wording::stems);
        Holdings holdings =
                new Holdings(edition, examples.embed(wording, embedder, cache, progress), new Alarm(phrases), without);
        Recognition recognition = new Recognition(embedder.commonWords(), Set.copyOf(vocabulary.keySet()));
        return new KnowledgeIndex(edition, embedder, wording, recognition, holdings, phrases, learnt);
    }

    /** Learns from the edition's own questions and puts the result in force. */
    Learnt learn(Aims aims, Progress progress) {
        Softmax classifier = holdings.learn(place -> true);
        Learnt learnt = new Learnt(classifier, new Calibrator(holdings, aims, progress).learn());
        state = new State(learnt);
        return learnt;
    }

    Edition edition() {
        return edition;
    }

    Learnt learnt() {
        return state.learnt();
    }

    Holdings holdings() {
        return holdings;
    }

    /** The words of an article's text as they are kept with the example it became. */
    List<String> stems(String text) {
        return wording.stems(text);
    }

    Optional<ArticleVersion> article(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The translation of an article into a language, itself when it is in it. */
    Optional<ArticleVersion> translation(String article, String language) {
        String wanted = Languages.base(language);
        return edition.articles().stream()
                .filter(version -> Languages.base(version.article().language()).equals(wanted))
                .filter(version -> article.equals(version.article().translationOf())
                        || article.equals(version.article().id()))
                .findFirst();
    }

    Finding ask(String raw) {
        return consider(raw).finding();
    }

    /** The same, from memory when it was asked a moment ago: half of all people ask what the other half asks. */
    Finding askAgain(String raw) {
        return state.given().orElse(raw, this::ask);
    }

    /** Whether somebody may be in danger, at a glance; of the first words of a long message. */
    boolean pressing(String raw) {
        // In a flood many ask the same, and what has been decided once need not be guessed.
        Finding given = state.given().of(raw);
        return given == null ? atAGlance(raw) : given.verdict() == Finding.Verdict.DANGER;
    }

    private boolean atAGlance(String raw) {
        String beginning = raw.substring(0, Math.min(raw.length(), LONGEST_GLANCE));
        Question question = wording.question(beginning);
        // What will be danger for certain must not wait for an opinion.
        return pressing.hears(question.stems())
                || dangerous
                        .within(question.stems(), Consideration.SHORTEST_PHRASE)
                        .isPresent()
                || means.shelves().danger(question);
    }

    Explanation explain(String raw) {
        return consider(raw).explain();
    }

    private Consideration consider(String raw) {
        Consideration it = new Consideration(means, learnt(), wording.question(raw));
        it.decide();
        return it;
    }

    boolean tryAcquire() {
        return holdings.retrieval().tryAcquire();
    }

    void release() {
        holdings.retrieval().release();
    }

    @Override
    public void close() {
        holdings.close();
    }
}
