package org.guildhall.assistant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.knowledge.Finding.Verdict;

/**
 * A person is awaited. The assistant goes on answering what it is sure of, and everything else is added to what that
 * person will read, with the place kept.
 */
final class Waiting implements Step {

    /** Somebody who writes five lines in a row need not be told five times that they have arrived. */
    private static final Duration ONE_ACKNOWLEDGEMENT = Duration.ofMinutes(5);

    private static final Duration BURST = Duration.ofSeconds(30);

    private final Voice voice;
    private final WaitWords waits;

    Waiting(Voice voice, WaitWords waits) {
        this.voice = voice;
        this.waits = waits;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        // One whose conversation has just been opened again is told so, although it is in the queue already.
        if (!heard.waiting() || heard.picked(Picks.NOT_SOLVED)) {
            return Optional.empty();
        }
        if (asksForSomebody(heard)) {
            return Optional.of(QueueQuestion.told(voice, waits, heard));
        }
        return heard.is(Verdict.UNSURE) || heard.is(Verdict.CLARIFY) ? Optional.of(added(heard)) : Optional.empty();
    }

    /** In the queue "hello?" means "is anybody there?". */
    private static boolean asksForSomebody(Heard heard) {
        return AskedForPerson.wanted(heard) || heard.smalltalk(SmallTalk.GREETING);
    }

    private Decision added(Heard heard) {
        return acknowledgedLately(heard)
                ? voice.silence(heard, Outcome.QUEUED_ADDED, heard.memory())
                : voice.say(
                        heard,
                        Outcome.QUEUED_ADDED,
                        heard.memory(),
                        voice.sentence("queue.added") + " " + voice.place(heard));
    }

    private boolean acknowledgedLately(Heard heard) {
        List<Message> before = heard.turn().before();
        if (before.isEmpty()) {
            return false;
        }
        Message last = before.getLast();
        Duration since = Duration.between(last.at(), heard.message().at());
        // In a burst the acknowledgement of the line before comes after this one.
        return last.sender() == Sender.CITIZEN
                ? since.compareTo(BURST) < 0
                : acknowledges(last) && since.compareTo(ONE_ACKNOWLEDGEMENT) < 0;
    }

    private boolean acknowledges(Message message) {
        return message.sender() == Sender.ASSISTANT && message.text().startsWith(voice.sentence("queue.added"));
    }
}
