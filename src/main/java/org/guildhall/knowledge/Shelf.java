package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The articles of one language other than English, in an index of their own, so that no language finds another's
 * articles by a word that looks the same. The model reads English only: here articles are found by their words. It is in
 * memory only and needs no closing.
 */
final class Shelf {

    private static final int OFFERED = 3;
    private static final int HITS = 24;
    /** Shorter phrases of danger are too common inside ordinary questions. Little words are gone already. */
    private static final int SHORTEST_PHRASE = 2;

    private final String language;
    private final Edition edition;
    private final Stems stems;
    private final Synonyms synonyms;
    private final List<Example> examples = new ArrayList<>();
    /** The examples with their accents and as they are typed without, in the same places. */
    private final List<Spellings> spellings = new ArrayList<>();

    private final Phrases dangerous = new Phrases();
    private final Phrases smalltalk = new Phrases();
    private final Retrieval retrieval;
    private final SectionChoice sections;
    private final WordWeights weights;
    private final Matches matches;

    /** One article that could answer. */
    private record Place(int article, int example, double score) {}

    /** One example's stems. */
    private record Spellings(List<String> accented, List<String> plain) {

        List<String> both() {
            List<String> both = new ArrayList<>(accented);
            plain.stream().filter(stem -> !accented.contains(stem)).forEach(both::add);
            return both;
        }
    }

    Shelf(String language, Edition edition) {
        this.language = language;
        this.edition = edition;
        this.stems = Stems.in(language);
        this.synonyms = Synonyms.parse(edition.synonyms(), new Faults(Folder.SYNONYMS), language);
        for (int i = 0; i < edition.articles().size(); i++) {
            Article article = edition.articles().get(i).article();
            if (Languages.base(article.language()).equals(language)) {
                take(i, article);
            }
        }
        this.retrieval = Retrieval.of(examples);
        this.sections = new SectionChoice(retrieval);
        this.weights = retrieval.weights();
        this.matches = new Matches(edition, retrieval, text -> spellings(text).both());
    }

    private void take(int place, Article article) {
        switch (article.kind()) {
            case DANGER -> article.questions().forEach(text -> phrase(place, Example.Role.DANGER, text, dangerous));
            case SMALLTALK ->
                article.questions().forEach(text -> phrase(place, Example.Role.SMALLTALK, text, smalltalk));
            case ANSWER -> answer(place, article);
        }
    }

    private void phrase(int place, Example.Role role, String text, Phrases phrases) {
        add(place, role, 0, text);
        String clean = Cleaner.clean(text);
        phrases.add(stems(clean), place);
        phrases.add(stems(Stems.withoutAccents(clean)), place);
    }

    private void answer(int place, Article article) {
        Stream.concat(Stream.of(article.title()), article.questions().stream())
                .forEach(text -> add(place, Example.Role.ASKED, 0, text));
        boolean few = article.questions().size() < Examples.ENOUGH_QUESTIONS;
        for (int section = 0; section < article.sections().size(); section++) {
            Article.Section part = article.sections().get(section);
            int number = section;
            String plain = Markdown.plain(part.text());
            String heading = part.heading();
            add(place, Example.Role.BODY, section, (heading == null ? article.title() : heading) + "\n" + plain);
            if (few && heading != null) {
                add(place, Example.Role.ASKED, section, heading);
            }
            if (few) {
                Examples.sentences(plain)
                        .limit(Examples.STAND_INS)
                        .forEach(sentence -> add(place, Example.Role.ASKED, number, sentence));
            }
        }
    }

    private void add(int place, Example.Role role, int section, String raw) {
        Spellings spelt = spellings(raw);
        if (!spelt.both().isEmpty()) {
            examples.add(new Example(place, role, section, false, spelt.both(), null));
            spellings.add(spelt);
        }
    }

    private Spellings spellings(String raw) {
        String clean = Cleaner.clean(raw, Examples.LONGEST_SECTION);
        return new Spellings(synonyms.unify(stems.all(clean)), synonyms.unify(stems.all(Stems.withoutAccents(clean))));
    }

    private List<String> stems(String clean) {
        return synonyms.unify(stems.of(clean));
    }

    /** What a message clearly says, word by word: danger, or nothing but small talk. */
    Optional<Finding> phrase(Question question) {
        List<String> asked = stems(question.clean());
        Optional<Integer> danger = dangerous.within(asked, SHORTEST_PHRASE);
        if (danger.isPresent()) {
            return Optional.of(aside(Finding.Verdict.DANGER, danger.get()));
        }
        List<Integer> talk = smalltalk.whole(asked);
        return talk.isEmpty() ? Optional.empty() : Optional.of(aside(Finding.Verdict.SMALLTALK, talk.getLast()));
    }

    private Finding aside(Finding.Verdict verdict, int article) {
        Passage passage = edition.articles().get(article).shortAnswer();
        return new Finding(verdict, 1, Optional.of(passage), List.of(), language);
    }

    /** Looks for the answer. */
    Finding ask(Question question) {
        return phrase(question).orElseGet(() -> byWords(question));
    }

    private Finding byWords(Question question) {
        List<String> asked = stems(question.clean());
        List<Place> places = places(hits(asked));
        if (places.isEmpty()) {
            return new Finding(Finding.Verdict.UNSURE, 0, Optional.empty(), List.of(), language);
        }
        Place best = places.getFirst();
        double confidence = confidence(asked, places).probability();
        Question stemmed = new Question(question.clean(), question.written(), question.words(), asked, null);
        Passage passage = sections.best(edition.articles().get(best.article()), best.article(), stemmed);
        return new Finding(
                verdict(confidence), confidence, Optional.of(passage), candidates(places, confidence), language);
    }

    /** Why a question is answered as it is. */
    Explanation explain(Question question) {
        List<String> asked = stems(question.clean());
        Hits hits = hits(asked);
        List<Place> places = places(hits);
        Finding finding = ask(question);
        LexicalConfidence sure = places.isEmpty() ? LexicalConfidence.NONE : confidence(asked, places);
        return new Explanation(
                finding,
                question.written(),
                matches.of("words", hits, question.written()).toList(),
                sure.named(),
                LexicalConfidence.THRESHOLDS.answer(),
                LexicalConfidence.THRESHOLDS.clarify(),
                finding.verdict() == Finding.Verdict.DANGER ? 1 : 0,
                1);
    }

    private Hits hits(List<String> asked) {
        return retrieval.byWords(asked, Example.Role.ASKED, HITS, Gone.NOTHING);
    }

    /** The articles whose best example shares most with the question, best first. */
    private List<Place> places(Hits hits) {
        Map<Integer, Place> best = new LinkedHashMap<>();
        for (int i = 0; i < hits.size(); i++) {
            int example = hits.examples()[i];
            int article = retrieval.example(example).article();
            best.putIfAbsent(article, new Place(article, example, hits.scores()[i]));
        }
        return List.copyOf(best.values());
    }

    private LexicalConfidence confidence(List<String> asked, List<Place> places) {
        Place best = places.getFirst();
        Set<String> question = new HashSet<>(asked);
        Set<String> example = Set.copyOf(retrieval.example(best.example()).stems());
        // The index holds both spellings, of which a question has one.
        Spellings spelt = spellings.get(best.example());
        double back = Math.max(
                weights.covered(Set.copyOf(spelt.plain()), question::contains),
                weights.covered(Set.copyOf(spelt.accented()), question::contains));
        int shared = (int) question.stream().filter(example::contains).count();
        double lead = places.size() < 2 ? 1 : 1 - places.get(1).score() / best.score();
        return new LexicalConfidence(weights.covered(question, example::contains), back, shared, lead);
    }

    private static Finding.Verdict verdict(double confidence) {
        Thresholds thresholds = LexicalConfidence.THRESHOLDS;
        if (confidence >= thresholds.answer()) {
            return Finding.Verdict.ANSWER;
        }
        return confidence >= thresholds.clarify() ? Finding.Verdict.CLARIFY : Finding.Verdict.UNSURE;
    }

    private List<Finding.Candidate> candidates(List<Place> places, double confidence) {
        double first = places.getFirst().score();
        List<Finding.Candidate> candidates = new ArrayList<>();
        places.stream().limit(OFFERED).forEach(place -> {
            Article article = edition.articles().get(place.article()).article();
            candidates.add(new Finding.Candidate(
                    article.id(), article.title(), article.team(), confidence * place.score() / first));
        });
        return candidates;
    }
}
