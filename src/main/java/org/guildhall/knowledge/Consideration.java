package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One question on its way to a finding; what it met is kept for explaining. */
final class Consideration {

    private static final int OFFERED = 3;

    /** Small talk is short; what is longer has something in it. */
    private static final int LONGEST_TALK = 12;

    /** Phrases of danger shorter than this are too common inside ordinary questions. */
    static final int SHORTEST_PHRASE = 4;

    /** The model knows English alone: of words in another language it must be surer to raise the alarm. */
    private static final double FOREIGN_ALARM = 0.75;

    private final Means means;
    private final Softmax classifier;
    private final Calibration rules;
    private Question question;
    private @Nullable Opinions opinions;
    private Ranking ranking = new Ranking(List.of());
    private double[] evidence = new double[0];
    private Cry cry = Cry.NONE;
    private double danger;
    private double alarmFrom;
    private Finding finding = new Finding(Finding.Verdict.UNSURE, 0, Optional.empty(), List.of());

    /**
     * At the beginning.
     *
     * @param learnt read once: it may be replaced meanwhile, and one's thresholds do not fit the other's scores
     */
    Consideration(Means means, Learnt learnt, Question question) {
        this.means = means;
        this.classifier = learnt.classifier();
        this.rules = learnt.calibration();
        this.question = question;
    }

    /** What questions to one edition are considered with. */
    record Means(
            Edition edition,
            Embedder embedder,
            Wording wording,
            Recognition recognition,
            Shelves shelves,
            Holdings holdings,
            SectionChoice sections,
            Matches matches,
            Phrases dangerous,
            Phrases smalltalk) {}

    Finding finding() {
        return finding;
    }

    void decide() {
        String spoken = means.recognition().language(question);
        alarmFrom = means.recognition().plainEnglish(question) ? Alarm.from() : Math.max(FOREIGN_ALARM, Alarm.from());
        if (inTheirWords(spoken)) {
            return;
        }
        decideInEnglish();
        if (!spoken.equals(Languages.ENGLISH)) {
            finding = sayingSo(spoken);
        } else if (!means.shelves().empty()
                && finding.verdict() == Finding.Verdict.UNSURE
                && means.recognition().whollyForeign(question)) {
            // One or two words nobody can tell the language of, unless they are an article's.
            finding = means.shelves().surest(question).orElse(finding);
        }
    }

    /** What an article of another language says clearly: by its phrases, or because the question is in it. */
    private boolean inTheirWords(String spoken) {
        // Danger comes first, whatever else is said in whatever language.
        if (means.shelves().empty()
                || !means.recognition().foreign(question)
                || means.dangerous().within(question.stems(), SHORTEST_PHRASE).isPresent()) {
            return false;
        }
        Optional<Finding> found = means.shelves().clearly(question, spoken);
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
        Optional<Integer> phrase = means.dangerous().within(question.stems(), SHORTEST_PHRASE);
        List<Integer> talk = means.smalltalk().whole(question.stems());
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
        question = means.wording().understood(question, means.embedder());
        float[] vector = question.vector();
        double[] scores = vector == null ? new double[0] : classifier.scores(vector);
        Vicinity vicinity = means.holdings().around(vector, Gone.NOTHING);
        if (vector != null) {
            listen(vicinity);
            if (alarmed(Math.max(alarmFrom, Alarm.BEYOND_DOUBT))) {
                return;
            }
            if (danger < alarmFrom && smallTalk(vicinity, scores)) {
                beCautious();
                return;
            }
        }
        rank(vicinity, scores);
        // What an article surely answers is seldom a cry: "someone is asleep in the doorway of the bank".
        if (finding.verdict() == Finding.Verdict.ANSWER || !alarmed(alarmFrom)) {
            beCautious();
        }
    }

    private void listen(Vicinity vicinity) {
        Cry whole = means.holdings().cry(vicinity, question.stems());
        Cry loudest = whole;
        for (String clause : worthHearing(whole)) {
            float[] meaning = means.embedder().embed(clause, Embedder.QUESTION_PIECES);
            Cry alone = means.holdings()
                    .cry(
                            means.holdings().around(meaning, Gone.NOTHING),
                            means.wording().stems(clause));
            Cry part = alone.within(whole.probability());
            // Torn from the rest, "the carpet is ruined and we are stuck upstairs" is half a cry for help.
            if (alone.probability() >= Alarm.BEYOND_DOUBT && part.probability() > loudest.probability()) {
                loudest = part;
            }
        }
        cry = loudest;
        danger = loudest.probability();
    }

    private boolean alarmed(double from) {
        if (cry.article() < 0 || danger < from) {
            return false;
        }
        aside(Finding.Verdict.DANGER, cry.article(), danger);
        return true;
    }

    /** The model knows English alone: in other languages what is less than an alarm says nothing. */
    private void beCautious() {
        if (cry.article() >= 0
                && danger >= Alarm.CAUTION_FROM
                && means.recognition().plainEnglish(question)) {
            finding = finding.cautiously(
                    means.edition().articles().get(cry.article()).shortAnswer());
        }
    }

    /** The clauses to listen to; none when even the loudest could not have the numbers said. */
    private List<String> worthHearing(Cry whole) {
        double from = means.recognition().plainEnglish(question) ? Alarm.CAUTION_FROM : alarmFrom;
        return whole.leavesHopeOf(from) ? Clauses.of(question.clean()) : List.of();
    }

    private boolean smallTalk(Vicinity vicinity, double[] scores) {
        Aside aside = means.holdings().smalltalk(vicinity, scores);
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
        Opinions found = means.holdings().search().opinions(question, vicinity, scores);
        opinions = found;
        ranking = Ranking.of(found, rules.blend());
        if (ranking.empty()) {
            return;
        }
        evidence = means.holdings().evidence().of(question, found, ranking, Gone.NOTHING);
        double confidence = rules.confidence().of(evidence);
        ArticleVersion best = means.edition().articles().get(ranking.best().article());
        Passage passage = means.sections().best(best, ranking.best().article(), question);
        finding = new Finding(verdict(confidence), confidence, Optional.of(passage), candidates(confidence));
    }

    private Finding.Verdict verdict(double confidence) {
        if (confidence >= rules.thresholds().answer() && !means.holdings().undecided(question.stems())) {
            return Finding.Verdict.ANSWER;
        }
        return confidence >= rules.thresholds().clarify() && ranking.places().size() > 1
                ? Finding.Verdict.CLARIFY
                : Finding.Verdict.UNSURE;
    }

    private List<Finding.Candidate> candidates(double confidence) {
        List<Finding.Candidate> candidates = new ArrayList<>();
        double first = ranking.best().share();
        ranking.places().stream().limit(OFFERED).forEach(place -> {
            Article article = means.edition().articles().get(place.article()).article();
            candidates.add(new Finding.Candidate(
                    article.id(), article.title(), article.team(), confidence * place.share() / first));
        });
        return candidates;
    }

    /** When somebody greets and asks for a person in one message, the wish counts. */
    private int mostUrgent(List<Integer> articles) {
        return articles.stream()
                .filter(place ->
                        means.edition().articles().get(place).article().id().equals(SmallTalk.PERSON))
                .findFirst()
                .orElseGet(articles::getLast);
    }

    private void aside(Finding.Verdict verdict, int article, double confidence) {
        Passage passage = means.edition().articles().get(article).shortAnswer();
        finding = new Finding(verdict, confidence, Optional.of(passage), List.of());
    }

    Explanation explain() {
        // A cry for help in English counts in every language, and then the rest does not.
        boolean alarm = danger > 0 && danger >= alarmFrom;
        return means.shelves()
                .of(finding.language())
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
                alarmFrom);
    }

    private List<Explanation.Match> matches(Opinions found) {
        return Stream.concat(
                        means.matches().of("meaning", found.asked(), question.words()),
                        means.matches().of("words", found.shared(), question.words()))
                .toList();
    }
}
