package org.guildhall.assistant;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Reply;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Quoted;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;

/** Answers with an article's own words, and asks whether that helped. */
final class Quoting {

    private final Voice voice;

    Quoting(Voice voice) {
        this.voice = voice;
    }

    /**
     * Quotes the passage.
     *
     * @param question what it answers, remembered in case it did not help
     */
    Decision quote(Heard heard, Outcome outcome, Passage passage, String question) {
        Memory memory = heard.memory().quoting(passage.article(), question);
        return heard.waiting()
                ? whileWaiting(heard, outcome, passage, memory)
                : andAsk(heard, outcome, passage, memory);
    }

    /**
     * Quotes one article after the other, each in a message of its own with its own source, and asks at the end.
     *
     * @param passages at least one
     * @param question what the last of them answers
     */
    Decision several(Heard heard, List<Passage> passages, String question) {
        Decision last = quote(heard, Outcome.ANSWERED_SEVERAL, passages.getLast(), question);
        return before(last, passages.subList(0, passages.size() - 1));
    }

    /** The decision with these quoted before whatever it says. */
    Decision before(Decision decision, List<Passage> passages) {
        List<Reply> replies = new ArrayList<>();
        passages.forEach(
                passage -> replies.add(new Reply(new Content.Text(passage.text().strip()), quoted(passage))));
        replies.addAll(decision.replies());
        return new Decision(
                decision.outcome(),
                decision.memory(),
                replies,
                decision.handover(),
                passages.isEmpty() ? decision.article() : quoted(passages.getFirst()),
                decision.confidence(),
                decision.tried());
    }

    static Quoted quoted(Passage passage) {
        return new Quoted(passage.article(), passage.version(), passage.title(), passage.reviewBy());
    }

    private Decision andAsk(Heard heard, Outcome outcome, Passage passage, Memory memory) {
        List<Choice> options =
                List.of(voice.choice(Picks.HELPED_YES), voice.choice(Picks.HELPED_NO), voice.choice(Picks.PERSON));
        String text = voice.text(heard, List.of(passage.text().strip()), voice.sentence("helped.question"));
        Reply reply = new Reply(new Content.Choices(text, options), quoted(passage));
        return voice.decision(heard, outcome, memory.offering(options), List.of(reply), quoted(passage));
    }

    /** A person is coming anyway, so it does not ask whether that helped. */
    private Decision whileWaiting(Heard heard, Outcome outcome, Passage passage, Memory memory) {
        String text = voice.text(heard, List.of(passage.text().strip(), voice.place(heard)), null);
        Reply reply = new Reply(new Content.Text(text), quoted(passage));
        return voice.decision(heard, outcome, memory.offering(List.of()), List.of(reply), quoted(passage));
    }
}
