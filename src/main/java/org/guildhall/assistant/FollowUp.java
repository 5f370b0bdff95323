package org.guildhall.assistant;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Reply;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Quoted;
import org.guildhall.conversation.Sender;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;

/**
 * A message that makes sense only after the last answer: "and for flats?", "how much is it?". It is asked once more
 * together with the question before, and is a follow-up only when that surely leads to the same article; anything with a
 * topic of its own is left to the other steps. An article that has just not helped is not quoted again.
 */
final class FollowUp implements Step {

    /** So much surer it must be with the question before than without it. */
    private static final double CLEARLY = 0.05;

    /** After so much silence nobody remembers what "it" was. */
    private static final Duration REMEMBERED = Duration.ofMinutes(30);

    /** Somebody who was still typing when the answer came. */
    private static final Duration STILL_TYPING = Duration.ofSeconds(10);

    private static final int MOST_WORDS = 10;
    private static final int FEW_WORDS = 3;

    /** The question before is only there to say what this is about. */
    private static final int LONGEST_QUESTION = 300;

    private final Voice voice;
    private final Manner manner;
    private final Quoting quoting;
    private final Handovers handovers;
    private final Answers answers;

    FollowUp(Voice voice, Manner manner, Quoting quoting, Handovers handovers, Answers answers) {
        this.voice = voice;
        this.manner = manner;
        this.quoting = quoting;
        this.handovers = handovers;
        this.answers = answers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        Memory memory = heard.memory();
        String question = memory.lastQuestion();
        String article = memory.lastArticle();
        if (question == null || article == null || heard.message().choice() != null || forgotten(heard)) {
            return Optional.empty();
        }
        if (didNotHelp(heard, article)) {
            return heard.finding().best().map(best -> handOver(heard, best));
        }
        return mayFollow(heard, article) ? together(heard, question, article) : Optional.empty();
    }

    private static boolean forgotten(Heard heard) {
        return heard.turn().before().isEmpty()
                || since(heard.turn().before().getLast(), heard).compareTo(REMEMBERED) > 0;
    }

    private static Duration since(Message earlier, Heard heard) {
        return Duration.between(earlier.at(), heard.message().at());
    }

    private static boolean didNotHelp(Heard heard, String article) {
        return !heard.waiting()
                && heard.is(Verdict.ANSWER)
                && heard.memory().misses() > 0
                && heard.finding()
                        .best()
                        .filter(best -> best.article().equals(article) && heard.alreadySaid(best))
                        .isPresent();
    }

    private Decision handOver(Heard heard, Passage best) {
        return handovers.to(best.team(), heard, Outcome.HANDED_OVER_MISSES, "handover.misses");
    }

    private boolean mayFollow(Heard heard, String article) {
        String words = heard.words();
        int length = Manner.length(words);
        if (length == 0 || length > MOST_WORDS || smallTalk(heard.finding())) {
            return false;
        }
        boolean leans = manner.goesOn(words) || manner.leans(words);
        List<String> topic = manner.topic(words);
        return switch (heard.finding().verdict()) {
            // Sure of itself: only words that say nothing of their own topic may still be about the last one.
            case ANSWER -> (leans || topic.isEmpty()) && (about(heard.finding(), article) || topic.isEmpty());
            default -> leans || topic.isEmpty() || length <= FEW_WORDS;
        };
    }

    /** Said word for word as people greet and thank; what only resembles it ("this morning") may be about the answer. */
    private static boolean smallTalk(Finding finding) {
        return finding.verdict() == Verdict.SMALLTALK
                && (finding.confidence() >= 1
                        || !Heard.smalltalk(finding, SmallTalk.GREETING) && !Heard.smalltalk(finding, SmallTalk.ROBOT));
    }

    private static boolean about(Finding finding, String article) {
        return finding.best().filter(best -> best.article().equals(article)).isPresent();
    }

    private Optional<Decision> together(Heard heard, String question, String article) {
        Finding both = Stream.of(shortened(question), titleOf(article))
                .map(before -> answers.ask(before + " " + heard.words()))
                .filter(finding -> finding.verdict() == Verdict.ANSWER && about(finding, article))
                .filter(finding -> surer(finding, heard.finding(), article))
                .findFirst()
                .orElse(null);
        if (both == null) {
            return Optional.empty();
        }
        Optional<Passage> fresh = fresh(heard, both, article);
        if (fresh.isPresent()) {
            return fresh.map(passage -> quoting.quote(heard, Outcome.ANSWERED_FOLLOW_UP, passage, question));
        }
        return topicOfItsOwn(heard, article) || heard.waiting()
                ? Optional.empty()
                : Optional.of(nothingNew(heard, both));
    }

    /** What another article answers by itself nearly as surely is not about the last one. */
    private static boolean surer(Finding together, Finding alone, String article) {
        return alone.verdict() != Verdict.CLARIFY
                || about(alone, article)
                || together.confidence() > alone.confidence() + CLEARLY;
    }

    /** The part of the article that fits and has not been quoted yet. */
    private Optional<Passage> fresh(Heard heard, Finding both, String article) {
        List<String> topic = manner.topic(heard.words());
        Stream<Passage> found = Stream.of(heard.finding(), both).flatMap(finding -> finding.best().stream());
        Stream<Passage> named = answers.passages(article).stream()
                .filter(passage -> passage.heading() != null && !topic.isEmpty() && says(passage, topic));
        return Stream.concat(found, named)
                .filter(passage -> passage.article().equals(article) && !heard.alreadySaid(passage))
                .findFirst();
    }

    private static boolean says(Passage passage, List<String> topic) {
        String words = (passage.heading() + " " + passage.text()).toLowerCase(Locale.ROOT);
        return topic.stream().allMatch(words::contains);
    }

    private boolean topicOfItsOwn(Heard heard, String article) {
        boolean oneOfThose = heard.finding().candidates().stream()
                .anyMatch(candidate -> candidate.article().equals(article));
        boolean leans = manner.goesOn(heard.words()) || manner.leans(heard.words());
        List<String> topic = manner.topic(heard.words());
        return !topic.isEmpty() && !stillTyping(heard) && !oneOfThose && (!leans || topic.size() > 1);
    }

    /** It says so instead of saying the same again; and to the rest of a question it has just answered, nothing. */
    private Decision nothingNew(Heard heard, Finding both) {
        Memory memory = heard.memory().missed(heard.memory().misses() + 1);
        if (stillTyping(heard)) {
            return voice.silence(heard, Outcome.SILENT_ANSWERED, heard.memory());
        }
        Passage passage = both.best().orElseThrow();
        if (memory.misses() >= Handovers.MISSES_BEFORE_A_PERSON) {
            return handOver(heard, passage);
        }
        List<Choice> options = List.of(voice.choice(Picks.PERSON));
        Quoted source = Quoting.quoted(passage);
        String text = voice.text(heard, List.of(voice.sentence("nothing-new")), voice.sentence("nothing-new.ask"));
        Reply reply = new Reply(new Content.Choices(text, options), source);
        return voice.decision(heard, Outcome.ANSWERED_ALREADY, memory.offering(options), List.of(reply), source);
    }

    private boolean stillTyping(Heard heard) {
        String words = heard.words();
        return !manner.asks(words)
                && !manner.goesOn(words)
                && Manner.length(words) <= FEW_WORDS
                && heard.turn().before().reversed().stream()
                        .filter(message -> message.sender() == Sender.CITIZEN)
                        .findFirst()
                        .filter(last -> since(last, heard).compareTo(STILL_TYPING) <= 0)
                        .isPresent();
    }

    private String titleOf(String article) {
        return answers.article(article).map(Passage::title).orElse("");
    }

    private static String shortened(String question) {
        String line = question.replace('\n', ' ');
        return line.length() <= LONGEST_QUESTION ? line : line.substring(0, LONGEST_QUESTION);
    }
}
