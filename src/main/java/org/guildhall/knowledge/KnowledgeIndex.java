package org.guildhall.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One edition, ready to be asked. Built aside and never changed, except that its calibration may follow a little later;
 * counted while in use, so that it can be closed under load.
 */
final class KnowledgeIndex implements AutoCloseable {

    private static final int OFFERED = 3;
    /** Answers kept in memory; a citizen's words stay there a few minutes at most. */
    private static final int MOST_REMEMBERED = 5_000;

    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);
    private static final int LONGEST_REMEMBERED = 200;

    /** A glance must not cost the time that a long letter takes to be read. */
    private static final int LONGEST_GLANCE = 500;

    /** Small talk is short; what is longer has something in it. */
    private static final int LONGEST_TALK = 12;

    /** Phrases of danger shorter than this are too common inside ordinary questions. */
    private static final int SHORTEST_PHRASE = 4;

    private final Edition edition;
    private final Embedder embedder;
    private final Wording wording;
    private final Holdings holdings;
    private final SectionChoice sections;
    private final Phrases dangerous = new Phrases();
    private final Phrases smalltalk = new Phrases();
    private final Pressing pressing;
    private final Map<String, ArticleVersion> byId = new HashMap<>();
    private final Recognition recognition;
    private final Shelves shelves;
    private final Matches matches;

    private volatile State state;

    /** What was learnt, and the answers given with it; what is learnt anew begins with none. */
    private record State(Learnt learnt, Cache<String, Finding> given) {
        State(Learnt learnt) {
            this(
                    learnt,
                    Caffeine.newBuilder()
                            .maximumSize(MOST_REMEMBERED)
                            .expireAfterWrite(REMEMBERED_FOR)
                            .build());
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
        this.embedder = embedder;
        this.wording = wording;
        this.recognition = recognition;
        this.shelves = new Shelves(edition);
        this.holdings = holdings;
        this.sections = new SectionChoice(holdings.retrieval());
        this.matches = new Matches(edition, holdings.retrieval(), wording::stems);
        this.state = new State(learnt);
        edition.articles().forEach(version -> version.article().formerly().forEach(id -> byId.put(id, version)));
        edition.articles().forEach(version -> byId.put(version.article().id(), version));
        phrases(Example.Role.DANGER, dangerous);
        phrases(Example.Role.SMALLTALK, smalltalk);
        this.pressing = new Pressing(
                Arrays.stream(Example.Role.values())
                        .flatMap(role -> holdings.places(role).stream())
                        .map(holdings.retrieval()::example)
                        .toList(),
                phrases);
    }

    private void phrases(Example.Role role, Phrases phrases) {
        for (int place : holdings.places(role)) {
            Example example = holdings.retrieval().example(place);
            phrases.add(example.stems(), example.article());
        }
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
        return consider(raw).finding;
    }

    /** The same, from memory when it was asked a moment ago: half of all people ask what the other half asks. */
    Finding askAgain(String raw) {
        State now = state;
        if (raw.length() > LONGEST_REMEMBERED) {
            return ask(raw);
        }
        Finding given = now.given().getIfPresent(raw);
        if (given == null) {
            given = ask(raw);
            now.given().put(raw, given);
        }
        return given;
    }

    /** Whether somebody may be in danger, at a glance; of the first words of a long message. */
    boolean pressing(String raw) {
        String beginning = raw.substring(0, Math.min(raw.length(), LONGEST_GLANCE));
        List<String> stems = wording.question(beginning).stems();
        // What will be danger for certain must not wait for an opinion.
        return pressing.hears(stems) || dangerous.within(stems, SHORTEST_PHRASE).isPresent();
    }

    Explanation explain(String raw) {
        return consider(raw).explain();
    }

    private Consideration consider(String raw) {
        Consideration it = new Consideration(wording.question(raw));
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

    /** One question on its way to a finding; what it met is kept for explaining. */
    private final class Consideration {
        /** Read once: it may be replaced meanwhile, and one's thresholds do not fit the other's scores. */
        private final Learnt learnt = learnt();

        private final Softmax classifier = learnt.classifier();
        private final Calibration rules = learnt.calibration();
        private Question question;
        private @Nullable Opinions opinions;
        private Ranking ranking = new Ranking(List.of());
        private double[] evidence = new double[0];
        private double danger;
        private Finding finding = new Finding(Finding.Verdict.UNSURE, 0, Optional.empty(), List.of());

        Consideration(Question question) {
            this.question = question;
        }

        void decide() {
            String spoken = recognition.language(question);
            if (inTheirWords(spoken)) {
                return;
            }
            decideInEnglish();
            if (!spoken.equals(Languages.ENGLISH)) {
                finding = sayingSo(spoken);
            } else if (!shelves.empty()
                    && finding.verdict() == Finding.Verdict.UNSURE
                    && recognition.whollyForeign(question)) {
                // One or two words nobody can tell the language of, unless they are an article's.
                finding = shelves.surest(question).orElse(finding);
            }
        }

        /** What an article of another language says clearly: by its phrases, or because the question is in it. */
        private boolean inTheirWords(String spoken) {
            // Danger comes first, whatever else is said in whatever language.
            if (shelves.empty()
                    || !recognition.foreign(question)
                    || dangerous.within(question.stems(), SHORTEST_PHRASE).isPresent()) {
                return false;
            }
            Optional<Finding> found = shelves.clearly(question, spoken);
            finding = found.orElse(finding);
            return found.isPresent();
        }

        /** English words in it may say which team it is for, and a cry for help counts; an English answer does not. */
        private Finding sayingSo(String spoken) {
            return switch (finding.verdict()) {
                case DANGER -> finding.in(spoken);
                case ANSWER, CLARIFY ->
                    new Finding(Finding.Verdict.UNSURE, 0, Optional.empty(), finding.candidates(), spoken);
                case UNSURE, SMALLTALK -> new Finding(Finding.Verdict.UNSURE, 0, Optional.empty(), List.of(), spoken);
            };
        }

        private void decideInEnglish() {
            Optional<Integer> phrase = dangerous.within(question.stems(), SHORTEST_PHRASE);
            List<Integer> talk = smalltalk.whole(question.stems());
            if (phrase.isPresent()) {
                danger = 1;
                aside(Finding.Verdict.DANGER, phrase.get(), 1);
            } else if (!talk.isEmpty()) {
                aside(Finding.Verdict.SMALLTALK, mostUrgent(talk), 1);
            } else if (!question.empty()) {
                decideByMeaning();
            }
        }

        private void decideByMeaning() {
            question = wording.understood(question, embedder);
            float[] vector = question.vector();
            double[] scores = vector == null ? new double[0] : classifier.scores(vector);
            Vicinity vicinity = holdings.around(vector, Gone.NOTHING);
            if (vector != null && (inDanger(vicinity, scores) || smallTalk(vicinity, scores))) {
                return;
            }
            rank(vicinity, scores);
        }

        private boolean inDanger(Vicinity vicinity, double[] scores) {
            Aside aside = holdings.aside(Example.Role.DANGER, vicinity, question.stems(), scores);
            double whole = aside.article() < 0 ? 0 : rules.danger().of(aside.evidence());
            danger = whole;
            for (String clause : worthHearing(whole)) {
                float[] meaning = embedder.embed(clause, Embedder.QUESTION_PIECES);
                Aside part = holdings.aside(
                        Example.Role.DANGER,
                        holdings.around(meaning, Gone.NOTHING),
                        wording.stems(clause),
                        classifier.scores(meaning));
                double probability =
                        part.article() < 0 ? 0 : together(whole, rules.danger().of(part.evidence()));
                if (probability > danger) {
                    danger = probability;
                    aside = part;
                }
            }
            if (aside.article() < 0 || danger < rules.dangerFrom()) {
                return false;
            }
            aside(Finding.Verdict.DANGER, aside.article(), danger);
            return true;
        }

        /** The clauses to listen to; none when even the loudest could not raise the alarm. */
        private List<String> worthHearing(double whole) {
            return together(whole, 1) < rules.dangerFrom() ? List.of() : Clauses.of(question.clean());
        }

        /** What stands around a clause says how it is meant: "mum has alzheimers, does she pay council tax". */
        private static double together(double whole, double clause) {
            return Math.sqrt(whole * clause);
        }

        private boolean smallTalk(Vicinity vicinity, double[] scores) {
            Aside aside = holdings.aside(Example.Role.SMALLTALK, vicinity, question.stems(), scores);
            double probability = aside.article() < 0 ? 0 : rules.smalltalk().of(aside.evidence());
            if (aside.article() < 0
                    || probability < rules.smalltalkFrom()
                    || question.words().size() > LONGEST_TALK) {
                return false;
            }
            aside(Finding.Verdict.SMALLTALK, aside.article(), probability);
            return true;
        }

        private void rank(Vicinity vicinity, double[] scores) {
            Opinions found = holdings.search().opinions(question, vicinity, scores);
            opinions = found;
            ranking = Ranking.of(found, rules.blend());
            if (ranking.empty()) {
                return;
            }
            evidence = holdings.evidence().of(question, found, ranking, Gone.NOTHING);
            double confidence = rules.confidence().of(evidence);
            ArticleVersion best = edition.articles().get(ranking.best().article());
            Passage passage = sections.best(best, ranking.best().article(), question);
            finding = new Finding(verdict(confidence), confidence, Optional.of(passage), candidates(confidence));
        }

        private Finding.Verdict verdict(double confidence) {
            if (confidence >= rules.thresholds().answer()) {
                return Finding.Verdict.ANSWER;
            }
            return confidence >= rules.thresholds().clarify()
                            && ranking.places().size() > 1
                    ? Finding.Verdict.CLARIFY
                    : Finding.Verdict.UNSURE;
        }

        private List<Finding.Candidate> candidates(double confidence) {
            List<Finding.Candidate> candidates = new ArrayList<>();
            double first = ranking.best().share();
            ranking.places().stream().limit(OFFERED).forEach(place -> {
                Article article = edition.articles().get(place.article()).article();
                candidates.add(new Finding.Candidate(
                        article.id(), article.title(), article.team(), confidence * place.share() / first));
            });
            return candidates;
        }

        /** When somebody greets and asks for a person in one message, the wish counts. */
        private int mostUrgent(List<Integer> articles) {
            return articles.stream()
                    .filter(place ->
                            edition.articles().get(place).article().id().equals(SmallTalk.PERSON))
                    .findFirst()
                    .orElseGet(articles::getLast);
        }

        private void aside(Finding.Verdict verdict, int article, double confidence) {
            Passage passage = edition.articles().get(article).shortAnswer();
            finding = new Finding(verdict, confidence, Optional.of(passage), List.of());
        }

        Explanation explain() {
            // A cry for help in English counts in every language, and then the rest does not.
            boolean alarm = danger > 0 && danger >= rules.dangerFrom();
            return shelves.of(finding.language())
                    .filter(shelf -> !alarm)
                    .map(shelf -> shelf.explain(question).of(finding))
                    .orElseGet(this::explainEnglish);
        }

        private Explanation explainEnglish() {
            Map<String, Double> named = new LinkedHashMap<>();
            for (int i = 0; i < evidence.length; i++) {
                named.put(Evidence.NAMES.get(i), evidence[i]);
            }
            return new Explanation(
                    finding,
                    question.words(),
                    opinions == null ? List.of() : matches(opinions),
                    named,
                    rules.thresholds().answer(),
                    rules.thresholds().clarify(),
                    danger,
                    rules.dangerFrom());
        }

        private List<Explanation.Match> matches(Opinions found) {
            return Stream.concat(
                            matches.of("meaning", found.asked(), question.words()),
                            matches.of("words", found.shared(), question.words()))
                    .toList();
        }
    }
}
