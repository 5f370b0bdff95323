package org.guildhall.assistant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Finding.Candidate;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;

/**
 * Two questions in one message get two answers, each from its own article. A question that stands among other words is
 * answered from the question alone; what is no question of its own is taken for the story around it.
 */
final class Several implements Step {

    private static final int MOST_ANSWERS = 3;

    /** A share of the confidence that only a second topic has. */
    private static final double A_TOPIC_TOO = 0.3;

    private static final int WORDS_OF_A_TOPIC = 2;
    private static final int ASIDE = 2;

    private final Manner manner;
    private final Quoting quoting;
    private final Handovers handovers;
    private final Answers answers;

    Several(Manner manner, Quoting quoting, Handovers handovers, Answers answers) {
        this.manner = manner;
        this.quoting = quoting;
        this.handovers = handovers;
        this.answers = answers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        if (heard.message().choice() != null || AskedForPerson.wanted(heard)) {
            return Optional.empty();
        }
        List<Part> parts = Requests.in(heard.words()).stream()
                .map(words -> new Part(words, answers.ask(words, heard.memory().language())))
                .toList();
        // What stands around a cry for help says how it is meant, so that only the whole decides about danger.
        if (parts.size() < 2 || parts.stream().anyMatch(part -> part.is(Verdict.DANGER))) {
            return Optional.empty();
        }
        Map<String, Part> sure = new LinkedHashMap<>();
        parts.stream()
                .filter(part -> part.is(Verdict.ANSWER) && ofItsOwn(part, heard.finding()))
                .limit(MOST_ANSWERS)
                .forEach(part -> sure.putIfAbsent(part.passage().article(), part));
        List<Part> rest = parts.stream()
                .filter(part -> !part.is(Verdict.ANSWER) && forAPerson(part, sure, heard))
                .toList();
        return sure.isEmpty() ? Optional.empty() : said(heard, List.copyOf(sure.values()), rest, parts);
    }

    /** When one article answers the whole, another one needs a question of its own. */
    private boolean ofItsOwn(Part part, Finding whole) {
        if (whole.verdict() != Verdict.ANSWER) {
            return true;
        }
        String article = part.passage().article();
        return whole.best().filter(best -> best.article().equals(article)).isPresent()
                || manner.asks(part.words())
                || whole.candidates().stream()
                        .filter(candidate -> candidate.article().equals(article))
                        .anyMatch(candidate -> candidate.confidence() >= A_TOPIC_TOO);
    }

    private boolean forAPerson(Part part, Map<String, Part> sure, Heard heard) {
        if (heard.waiting()) {
            return false;
        }
        if (part.is(Verdict.SMALLTALK)) {
            return Heard.smalltalk(part.finding(), AskedForPerson.ARTICLE);
        }
        return manner.asks(part.words())
                && !manner.leans(part.words())
                && manner.topic(part.words()).size() >= WORDS_OF_A_TOPIC
                && part.candidates().stream().limit(1).noneMatch(first -> sure.containsKey(first.article()));
    }

    private Optional<Decision> said(Heard heard, List<Part> sure, List<Part> rest, List<Part> parts) {
        if (!rest.isEmpty()) {
            return Optional.of(partly(heard, sure, rest.getFirst()));
        }
        if (sure.size() > 1) {
            return Optional.of(
                    quoting.several(heard, passages(sure), sure.getLast().words()));
        }
        Part only = sure.getFirst();
        boolean aside = parts.stream().allMatch(part -> part == only || asideOf(part));
        return heard.is(Verdict.ANSWER) || !aside && !manner.asks(only.words())
                ? Optional.empty()
                : Optional.of(quoting.quote(heard, Outcome.ANSWERED, only.passage(), only.words()));
    }

    private static boolean asideOf(Part part) {
        return part.is(Verdict.SMALLTALK) || Manner.length(part.words()) <= ASIDE;
    }

    private Decision partly(Heard heard, List<Part> sure, Part rest) {
        boolean asked = rest.is(Verdict.SMALLTALK);
        String team = asked
                ? handovers.teamOf(sure.getFirst().passage().article())
                : rest.candidates().stream()
                        .findFirst()
                        .map(Candidate::team)
                        .filter(name -> !name.isBlank())
                        .orElse(Handovers.FRONT_DESK);
        Decision handover = asked
                ? handovers.to(team, heard, Outcome.HANDED_OVER_ASKED, "handover.asked")
                : handovers.to(team, heard, Outcome.HANDED_OVER_REST, "handover.rest");
        return quoting.before(handover, passages(sure));
    }

    private static List<Passage> passages(List<Part> parts) {
        return parts.stream().map(Part::passage).toList();
    }

    /** One part of the message and what is made of it alone. */
    private record Part(String words, Finding finding) {

        boolean is(Verdict verdict) {
            return finding.verdict() == verdict
                    && (verdict != Verdict.ANSWER || finding.best().isPresent());
        }

        Passage passage() {
            return finding.best().orElseThrow();
        }

        List<Candidate> candidates() {
            return finding.candidates();
        }
    }
}
