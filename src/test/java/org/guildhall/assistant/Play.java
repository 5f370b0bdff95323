package org.guildhall.assistant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Reply;
import org.guildhall.conversation.Decision.Ticket;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Quoted;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Turn;
import org.guildhall.hours.OpeningHours;
import org.guildhall.knowledge.Answers;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/** A conversation as turns would keep it: committed one decision after another, with a reference and a place. */
final class Play {

    static final String REFERENCE = "BIN-4F7K";

    private final Assistant assistant;
    private final List<Message> messages = new ArrayList<>();
    private final List<Message> pieces = new ArrayList<>();
    private Floor floor = Floor.ASSISTANT;
    private boolean waited;
    private Memory memory = Memory.NONE;
    private Instant now;

    Play(Instant start) {
        this(start, Scene.ANSWERS);
    }

    Play(Instant start, Answers answers) {
        OpeningHours hours = new OpeningHours(Scene.COUNCIL, List.of(), Clock.fixed(start, ZoneOffset.UTC));
        assistant = new Assistant(answers, hours, Scene.COUNCIL);
        now = start;
    }

    Floor floor() {
        return floor;
    }

    List<Choice> offer() {
        return memory.offer();
    }

    void claimedByStaff() {
        floor = Floor.STAFF;
    }

    /** As when staff close it and the citizen says at once that it is not solved. */
    Decision opensAgain() {
        floor = Floor.QUEUE;
        return taps(Picks.NOT_SOLVED);
    }

    void later(Duration later) {
        now = now.plus(later);
    }

    Decision says(String words) {
        return takes(new Content.Text(words), null);
    }

    /** As when more follows within two seconds: what is not sure yet waits for it. */
    Decision saysInPieces(String words) {
        now = now.plusSeconds(1);
        Message piece = message(Sender.CITIZEN, new Content.Text(words), null, null);
        Decision decision = assistant.decide(turn(piece));
        pieces.add(piece);
        return decision;
    }

    Decision taps(String choice) {
        return takes(new Content.Text(""), choice);
    }

    Decision takes(Content content, @Nullable String choice) {
        now = now.plusSeconds(1);
        Message message = message(Sender.CITIZEN, content, choice, null);
        waited = floor != Floor.ASSISTANT;
        Decision decision = assistant.decide(turn(message));
        messages.addAll(pieces);
        pieces.clear();
        messages.add(message);
        commit(decision);
        return decision;
    }

    private Turn turn(Message message) {
        boolean waiting = floor == Floor.QUEUE;
        return new Turn(
                message.conversation(),
                floor,
                memory,
                List.copyOf(pieces),
                message,
                List.copyOf(messages.subList(Math.max(0, messages.size() - 10), messages.size())),
                waiting ? REFERENCE : null,
                waiting ? 2 : null);
    }

    /** What is sent for a decision: its replies, then the wording of the handover. */
    List<Reply> sent(Decision decision) {
        List<Reply> replies = new ArrayList<>(decision.replies());
        if (decision.handover() != null) {
            replies.add(decision.handover().wording().apply(new Ticket(REFERENCE, 2, waited)));
        }
        return replies;
    }

    private void commit(Decision decision) {
        memory = decision.memory();
        sent(decision).forEach(reply -> messages.add(message(Sender.ASSISTANT, reply.content(), null, reply.quoted())));
        if (decision.handover() != null && floor != Floor.STAFF) {
            floor = Floor.QUEUE;
        }
    }

    private Message message(Sender sender, Content content, @Nullable String choice, @Nullable Quoted article) {
        int seq = messages.size() + pieces.size() + 1;
        return new Message(UUID.randomUUID(), new UUID(0, 1), seq, sender, null, content, choice, article, null, now);
    }
}
