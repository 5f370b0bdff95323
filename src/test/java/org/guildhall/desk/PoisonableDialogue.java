package org.guildhall.desk;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Dialogue;
import org.guildhall.conversation.Quoted;
import org.guildhall.conversation.Turn;
import org.guildhall.message.Content;

/** Instead of the assistant: sure of everything, which it repeats, but for one word that it trips over until it is mended. */
final class PoisonableDialogue implements Dialogue {

    static final String POISON = "poison";

    private final AtomicInteger tries = new AtomicInteger();
    private volatile boolean mended;

    @Override
    public Decision decide(Turn turn) {
        String words = turn.message().text();
        if (words.equals(POISON)) {
            tries.incrementAndGet();
            if (!mended) {
                throw new IllegalStateException("cannot decide");
            }
        }
        Content answer = new Content.Text("You said: " + words);
        return new Decision(
                "answered",
                turn.memory(),
                List.of(new Decision.Reply(answer, null)),
                null,
                new Quoted("missed-bin", 1, "Report a missed bin", null),
                0.9,
                List.of());
    }

    /** How often it was asked about the word. */
    int tries() {
        return tries.get();
    }

    /** From now on the word is like any other. */
    void mend() {
        mended = true;
    }
}
