package org.guildhall.assistant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Handover;
import org.guildhall.conversation.Decision.Reply;
import org.guildhall.conversation.Decision.Ticket;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Quoted;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Turn;
import org.guildhall.conversation.Wait;
import org.guildhall.hours.OpeningHours;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.platform.Council;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;

/** One turn put together for a test: a citizen who has met the assistant, on a Monday morning, unless told otherwise. */
final class Scene {

    static final FakeAnswers ANSWERS = FakeAnswers.read();
    static final Council COUNCIL = new Council(
            "Marlbridge Council",
            "https://www.marlbridge.example",
            "01632 960 123",
            "01632 960 999",
            "https://www.marlbridge.example/privacy",
            ZoneId.of("Europe/London"),
            List.of("Mon-Fri 09:00-17:00"));
    static final Instant MONDAY_MORNING = Instant.parse("2026-11-23T10:00:00Z");
    static final Instant SUNDAY_NIGHT = Instant.parse("2026-11-22T22:00:00Z");
    static final Sentences SENTENCES = Sentences.in("messages/assistant");
    static final Voice VOICE = new Voice(SENTENCES, COUNCIL);
    static final Manner MANNER = new Manner(VOICE);
    static final WaitWords WAITS = new WaitWords(VOICE, hours(MONDAY_MORNING));
    static final WaitWords WAITS_AT_NIGHT = new WaitWords(VOICE, hours(SUNDAY_NIGHT));
    static final Quoting QUOTING = new Quoting(VOICE);
    static final Handovers HANDOVERS = new Handovers(VOICE, hours(MONDAY_MORNING), ANSWERS);
    static final Handovers HANDOVERS_AT_NIGHT = new Handovers(VOICE, hours(SUNDAY_NIGHT), ANSWERS);

    private final List<Message> before = new ArrayList<>();
    private final List<Message> pieces = new ArrayList<>();
    private Floor floor = Floor.ASSISTANT;
    private Memory memory = Memory.NONE.introducedNow();
    private @Nullable String reference;
    private @Nullable Integer place;
    private @Nullable String team;
    private @Nullable Wait wait;
    private Instant now = MONDAY_MORNING;

    static OpeningHours hours(Instant now) {
        return new OpeningHours(COUNCIL, List.of(), Clock.fixed(now, ZoneOffset.UTC));
    }

    static Scene withTheAssistant() {
        return new Scene();
    }

    static Scene inTheQueue() {
        Scene scene = new Scene();
        scene.floor = Floor.QUEUE;
        scene.reference = "BIN-4F7K";
        scene.place = 2;
        return scene;
    }

    static Scene withStaff() {
        Scene scene = new Scene();
        scene.floor = Floor.STAFF;
        scene.reference = "BIN-4F7K";
        return scene;
    }

    Scene waitingFor(String waitedFor, @Nullable Wait usually) {
        team = waitedFor;
        wait = usually;
        return this;
    }

    Scene remembering(Memory remembered) {
        memory = remembered;
        return this;
    }

    Scene offered(Choice... choices) {
        memory = memory.offering(List.of(choices));
        return this;
    }

    Scene afterMisses(int misses) {
        memory = memory.missed(misses);
        return this;
    }

    Scene afterQuoting(String article, String question) {
        memory = memory.quoting(article, question);
        String text = ANSWERS.article(article).orElseThrow().text() + "\n\nDid this help?";
        before.add(message(Sender.ASSISTANT, new Content.Text(text), null, new Quoted(article, 7, "Title", null)));
        return this;
    }

    Scene neverMet() {
        memory = Memory.NONE;
        return this;
    }

    Scene placeUnknown() {
        place = null;
        return this;
    }

    Scene afterTheAssistantSaid(String text) {
        before.add(message(Sender.ASSISTANT, new Content.Text(text), null, null));
        return this;
    }

    Scene afterACitizenSent(Content content) {
        before.add(message(Sender.CITIZEN, content, null, null));
        return this;
    }

    Scene afterPieces(String... words) {
        for (String piece : words) {
            pieces.add(message(Sender.CITIZEN, new Content.Text(piece), null, null));
        }
        return this;
    }

    Scene later(Duration later) {
        now = now.plus(later);
        return this;
    }

    Heard says(String words) {
        return hears(new Content.Text(words), null);
    }

    Heard taps(String choice) {
        return hears(new Content.Text(""), choice);
    }

    Heard types(String words, String resolvedTo) {
        return hears(new Content.Text(words), resolvedTo);
    }

    Heard sends(Content content) {
        return hears(content, null);
    }

    Turn turn(Content content, @Nullable String choice) {
        Message message = message(Sender.CITIZEN, content, choice, null);
        return new Turn(
                message.conversation(),
                floor,
                memory,
                List.copyOf(pieces),
                message,
                List.copyOf(before),
                reference,
                place,
                team,
                wait);
    }

    static Content media(MediaKind kind, String caption) {
        return new Content.Media(kind, null, caption, null, null, null);
    }

    /** Everything the citizen reads: the replies, then the wording of the handover. */
    static List<String> read(Decision decision) {
        List<Reply> replies = new ArrayList<>(decision.replies());
        if (decision.handover() != null) {
            replies.add(decision.handover().wording().apply(new Ticket("BIN-4F7K", 2, false)));
        }
        return replies.stream().map(reply -> reply.content().text()).toList();
    }

    static Handover handover(Decision decision) {
        return Objects.requireNonNull(decision.handover(), "no handover");
    }

    static Quoted article(Decision decision) {
        return Objects.requireNonNull(decision.article(), "no article");
    }

    static List<String> titles(Decision decision) {
        return decision.memory().offer().stream().map(Choice::title).toList();
    }

    private Heard hears(Content content, @Nullable String choice) {
        return Heard.of(turn(content, choice), ANSWERS);
    }

    private Message message(Sender sender, Content content, @Nullable String choice, @Nullable Quoted article) {
        return new Message(
                UUID.randomUUID(),
                new UUID(0, 1),
                before.size() + 1,
                sender,
                null,
                content,
                choice,
                article,
                null,
                now);
    }
}
