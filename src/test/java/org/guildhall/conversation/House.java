package org.guildhall.conversation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.guildhall.canary.Canary;
import org.guildhall.hours.Calendars;
import org.guildhall.hours.OpeningHours;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.platform.ClamavProperties;
import org.guildhall.platform.Council;
import org.guildhall.platform.Database;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Signals;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.Audit;
import org.guildhall.privacy.AuditFixture;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The room as it is wired in production, on a real PostgreSQL, with a dialogue that the test decides. */
final class House {

    static final Address ANN = new Address("telegram", "42", "1001", "1001");
    static final StaffName SAM = new StaffName("sam", "Sam");
    static final StaffName ALEX = new StaffName("alex", "Alex");
    /** People are there day and night, but for bank holidays. */
    static final Council COUNCIL = new Council(
            "Marlbridge Council",
            "",
            "01632 960 123",
            "",
            "",
            ZoneId.of("Europe/London"),
            List.of("Mon-Sun 00:00-24:00"));

    private static final Duration SOON = Duration.ofSeconds(20);

    final TestDatabase server = TestDatabase.migrated();
    final Database database = server.database();
    final JdbcClient sql = server.jdbc();
    final Signals signals = new Signals();
    final List<Turn> decided = Collections.synchronizedList(new ArrayList<>());
    /** What {@link #typing} takes for the time; it stands until a test moves it on. */
    final AtomicLong typingNanos = new AtomicLong();
    /** Who is at the desk, for what comes back. */
    final Set<StaffName> present = ConcurrentHashMap.newKeySet();

    final Typing typing;
    final Inbox inbox;
    final Turns turns;
    final SecondTurns secondTurns;
    final DeadLetterOffice office;
    final Replays replays;
    final Deliveries deliveries;
    final Outbox outbox;
    final Conversations conversations;
    final Casework casework;
    final Queue queue;
    final Search search;
    private final SearchIndex searchIndex;
    final ConversationData data;
    final Downloads downloads;
    final Continuations continuations;
    final CatchUp catchUp;
    final StaffRooms staffRooms;
    final StaffWords staffWords;
    /** Who at a messenger is who at the desk, and who is shown which code: nobody, until a test says so. */
    final Map<String, Colleagues.Colleague> linked = new ConcurrentHashMap<>();

    final Map<String, StaffName> codes = new ConcurrentHashMap<>();
    final Drawer drawer;
    final Snooze snooze;
    final Asks asks;
    final People people;
    final StaffFiles files;
    final Blocks blocks;
    final Closings closings;
    final Clocks clocks;
    Dialogue dialogue = House::echo;

    House() {
        JsonMapper json = JsonMapper.builder().build();
        Addresses addresses = new Addresses();
        Rows rows = new Rows(json);
        Messages messages = new Messages(json);
        Readings readings = new Readings(rows, messages);
        Notes notes = new Notes();
        Attachments attachments = new Attachments(new ClamavProperties(""));
        Summaries summaries = new Summaries();
        DeadLetters deadLetters = new DeadLetters();
        Reference reference = new Reference(Map.of("waste", "BIN"));
        LaterReplies later = new LaterReplies(json, AuditFixture.on(database));
        PublicUrl publicUrl = new PublicUrl(URI.create("http://council.example"));
        Speech speech = new Speech(addresses, publicUrl, json, new Fetched("webchat"));
        Audit audit = AuditFixture.on(database);
        closings = new Closings(database, rows);
        casework = new Casework(database, signals, rows, speech, later, notes, reference, closings, audit);
        staffRooms = new StaffRooms(database, publicUrl);
        staffWords = new StaffWords(database);
        typing = new Typing(database, addresses, signals, typingNanos::get);
        Waits waits = new Waits(new Calendars(COUNCIL, List.of()));
        OpeningHours hours = new OpeningHours(
                COUNCIL, List.of(), Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
        continuations = new Continuations(database, addresses, rows, speech);
        catchUp = new CatchUp(database, messages, waits, hours);
        clocks = new Clocks(database);
        Dialogue early = new Dialogue() {
            @Override
            public boolean pressing(String words) {
                return dialogue.pressing(words);
            }

            @Override
            public Return returns(String words, List<String> before, boolean asked) {
                return dialogue.returns(words, before, asked);
            }

            @Override
            public Decision decide(Turn turn) {
                throw new AssertionError("the inbox decides nothing");
            }
        };
        inbox = new Inbox(
                database,
                signals,
                new Events(),
                new Doorstep(rows),
                addresses,
                rows,
                messages,
                attachments,
                deadLetters,
                early,
                typing,
                continuations,
                new ComingBack(
                        closings,
                        rows,
                        messages,
                        (sql, who, team) -> present.contains(who),
                        early,
                        AuditFixture.on(database)),
                new StaffDeeds(colleagues(), rows, casework, publicUrl));
        Commitment commitment = new Commitment(rows, waits, speech, reference, json);
        turns = new Turns(
                database,
                signals,
                new Leases(),
                rows,
                waits,
                readings,
                turn -> {
                    decided.add(turn);
                    return dialogue.decide(turn);
                },
                commitment,
                new Barrier(COUNCIL),
                deadLetters);
        secondTurns = new SecondTurns(
                database,
                signals,
                deadLetters,
                new Leases(),
                rows,
                readings,
                turn -> {
                    decided.add(turn);
                    return dialogue.decide(turn);
                },
                commitment);
        office = new DeadLetterOffice(database, signals, deadLetters, AuditFixture.on(database));
        replays = new Replays(database, deadLetters);
        deliveries = new Deliveries(database);
        outbox = new Outbox(database, signals, json);
        conversations = new Conversations(
                database,
                addresses,
                messages,
                summaries,
                notes,
                new Decisions(messages, json),
                deliveries,
                attachments,
                later,
                catchUp);
        drawer = new Drawer(database, signals, rows, speech, casework, later, audit);
        snooze = new Snooze(database, signals, rows, casework, summaries, audit);
        asks = new Asks(database, signals, rows, notes, audit);
        people = new People(database, signals, audit);
        queue = new Queue(database, summaries);
        search = new Search(database, summaries, messages, AuditFixture.on(database));
        searchIndex = new SearchIndex(database, () -> false);
        data = new ConversationData(database);
        downloads = new Downloads(database, signals, attachments);
        files = new StaffFiles(database, downloads);
        blocks = new Blocks(database, signals, AuditFixture.on(database));
    }

    private Colleagues colleagues() {
        return new Colleagues() {
            @Override
            public Optional<Colleague> behind(JdbcClient ignored, Address address) {
                return Optional.ofNullable(linked.get(address.person()));
            }

            @Override
            public Optional<StaffName> link(JdbcClient ignored, Address address, LinkCode code) {
                return Optional.ofNullable(codes.remove(code.value()));
            }
        };
    }

    /** A citizen's words, taken in. */
    Accepted says(Address who, String eventId, String words) {
        return take(new Inbound.Said(eventId, who, new Content.Text(words), null, Canary.name("Ann"), "en", null));
    }

    /** A tap on a choice, taken in. */
    Accepted taps(Address who, String eventId, String choice) {
        return take(new Inbound.Said(eventId, who, new Content.Text(choice), choice, "Ann", "en", null));
    }

    Accepted take(Inbound event) {
        return now(inbox.accept(List.of(event))).getFirst();
    }

    /** Works off every turn that is due. */
    void settle() {
        turns.due(100).forEach(turns::work);
    }

    /** Has everything that was said found by a search. */
    void index() {
        while (searchIndex.workOnSome()) {
            // Until nothing is left.
        }
    }

    /** An empty house again, for a property's next try; a new one would need a database of its own. */
    void forgetEveryone() {
        sql.sql("truncate citizens, addresses, inbox_events, conversations, dead_letters, outbox_receipts cascade")
                .update();
        decided.clear();
        present.clear();
        dialogue = House::echo;
    }

    /** The transcript's words, each with who said them. */
    List<String> transcript(UUID conversation) {
        return now(conversations.transcript(conversation)).messages().stream()
                .map(message -> Words.of(message.sender()) + ": " + message.text())
                .toList();
    }

    /** Somebody who may see everything. */
    static Actor by(StaffName name) {
        return new Actor(name, Sight.EVERYTHING);
    }

    static <T> T now(reactor.core.publisher.Mono<T> mono) {
        T value = mono.block(SOON);
        if (value == null) {
            throw new AssertionError("completed empty");
        }
        return value;
    }

    static Address citizen(int number) {
        return new Address("telegram", "42", "person-" + number, "chat-" + number);
    }

    static Decision echo(Turn turn) {
        return answer(turn, new Content.Text("You said: " + turn.message().text()));
    }

    static Decision answer(Turn turn, Content content) {
        return new Decision(
                "answered",
                turn.memory(),
                List.of(new Decision.Reply(content, null)),
                null,
                null,
                0.9,
                List.of(new Decision.Tried("missed-bin", "Report a missed bin", 0.9)));
    }

    static Decision handOver(Turn turn, String team, Priority priority) {
        return new Decision(
                "handed_over_unsure",
                turn.memory(),
                List.of(),
                new Decision.Handover(
                        team,
                        priority,
                        ticket -> new Decision.Reply(
                                new Content.Text(ticket.reference() + " place " + ticket.place()), null)),
                null,
                0.1,
                List.of());
    }
}
