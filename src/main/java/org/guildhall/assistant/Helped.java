package org.guildhall.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Memory;
import org.guildhall.knowledge.Answers;
import org.guildhall.message.Choice;

/** "Did this help?": yes is the end of it, one no is an apology and other ways to go on, a second no is a person. */
final class Helped implements Step {

    private final Voice voice;
    private final Handovers handovers;
    private final Answers answers;

    Helped(Voice voice, Handovers handovers, Answers answers) {
        this.voice = voice;
        this.handovers = handovers;
        this.answers = answers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        if (heard.picked(Picks.HELPED_YES) || said(heard, Picks.HELPED_YES)) {
            return Optional.of(yes(heard));
        }
        if (heard.picked(Picks.HELPED_NO) || said(heard, Picks.HELPED_NO)) {
            return Optional.of(no(heard));
        }
        return Optional.empty();
    }

    /** "Yep" and "not really" answer the question as well as the buttons do, while it is open. */
    private boolean said(Heard heard, String choice) {
        return heard.message().choice() == null
                && (Picks.offered(heard.memory(), choice)
                        || choice.equals(Picks.HELPED_NO) && askedWhatElse(heard.memory()))
                && voice.list("heard." + choice).contains(plain(heard.words()));
    }

    /** After a first "No" the other articles are on the table, and "no" says that it is none of them either. */
    private static boolean askedWhatElse(Memory memory) {
        return memory.misses() > 0 && Picks.offered(memory, Picks.PERSON);
    }

    private Decision yes(Heard heard) {
        Memory memory = heard.memory().missed(0);
        return heard.waiting()
                ? voice.say(heard, Outcome.HELPED_YES, memory, voice.sentence("helped.yes"), voice.place(heard))
                : voice.say(heard, Outcome.HELPED_YES, memory, voice.sentence("helped.yes"));
    }

    private Decision no(Heard heard) {
        if (heard.waiting()) {
            return voice.say(
                    heard, Outcome.HELPED_NO, heard.memory(), voice.sentence("helped.no.waiting"), voice.place(heard));
        }
        Memory memory = heard.memory().missed(heard.memory().misses() + 1);
        if (memory.misses() >= Handovers.MISSES_BEFORE_A_PERSON) {
            String team = handovers.teamOf(heard.memory().lastArticle());
            return handovers.to(team, heard, Outcome.HANDED_OVER_MISSES, "handover.misses");
        }
        List<Choice> others = others(heard.memory());
        String question = voice.sentence(others.isEmpty() ? "helped.no" : "helped.no.others");
        others.add(voice.choice(Picks.PERSON));
        return voice.offer(heard, Outcome.HELPED_NO, memory, others, question);
    }

    /** The other articles that could have been meant. */
    private List<Choice> others(Memory memory) {
        List<Choice> others = new ArrayList<>();
        String question = memory.lastQuestion();
        if (question != null) {
            answers.ask(question).candidates().stream()
                    .filter(candidate -> !candidate.article().equals(memory.lastArticle()))
                    .map(candidate -> new Choice(Picks.ARTICLE + candidate.article(), candidate.title()))
                    .forEach(others::add);
        }
        return others;
    }

    private static String plain(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[.,!'’]", "").strip();
    }
}
