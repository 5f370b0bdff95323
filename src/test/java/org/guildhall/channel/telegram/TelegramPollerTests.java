package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.channel.Intake;
import org.guildhall.channel.IntakeFixture;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.Inbox;
import org.guildhall.conversation.RawCall;
import org.guildhall.message.Inbound;
import org.guildhall.platform.TestDatabase;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.Fault;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

class TelegramPollerTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.migrated();
    private final BotApi api = BotApi.start(0);
    private final Inbox inbox = mock(Inbox.class);
    private final TelegramCitizen ann = new TelegramCitizen(5001, "Ann");
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<byte[]> kept = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @BeforeEach
    void takeEverythingIn() {
        when(inbox.accept(any())).thenAnswer(call -> accept(call.getArgument(0)));
        when(inbox.keep(any(), anyString()))
                .thenAnswer(call -> Mono.<Void>empty()
                        .doOnSubscribe(
                                ignored -> kept.add(call.<RawCall>getArgument(0).body())));
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(SOON);
        }
        api.close();
    }

    @Test
    void confirmsWhatIsCommitted() {
        api.offer(ann.says("one"));
        api.offer(ann.says("two"));
        poll();

        await().atMost(SOON).until(() -> api.unconfirmed() == 0);
        assertThat(accepted).containsExactly("one", "two");
    }

    @Test
    void fetchesAgainWhatCouldNotBeCommitted() {
        AtomicInteger attempts = new AtomicInteger();
        when(inbox.accept(any()))
                .thenAnswer(call -> attempts.incrementAndGet() == 1
                        ? Mono.error(new QueryTimeoutException("the database is away"))
                        : accept(call.getArgument(0)));
        api.offer(ann.says("one"));
        poll();

        await().atMost(SOON).until(() -> api.unconfirmed() == 0);
        assertThat(accepted).containsExactly("one");
        assertThat(attempts).hasValue(2);
    }

    @Test
    void keepsWhatItCannotReadAndGoesOn() {
        api.offer(JsonNodeFactory.instance.objectNode().put("update_id", 7).put("message", "gibberish"));
        api.offer(JsonNodeFactory.instance.objectNode().put("update_id", 8).set("message", message("broken")));
        api.offer(ann.says("still here"));
        poll();

        await().atMost(SOON).until(() -> accepted.contains("still here") && api.unconfirmed() == 0);
        assertThat(kept).hasSize(1);
    }

    @Test
    void survivesAnApiThatTalksNonsense() {
        AtomicInteger polls = new AtomicInteger();
        api.failing(call -> switch (polls.incrementAndGet()) {
            case 1 -> new Fault.Refused(200, "{\"ok\":true,\"result\":{\"message_id\":1}}");
            case 2 -> new Fault.Refused(502, "<html>");
            default -> Fault.NONE;
        });
        api.offer(ann.says("one"));
        poll();

        await().atMost(SOON).until(() -> accepted.contains("one"));
    }

    @Test
    void leavesPollingToOneOfTwo() {
        poll();
        await().atMost(SOON).until(() -> !api.calls("getUpdates").isEmpty());
        poll();
        for (int i = 0; i < 20; i++) {
            api.offer(ann.says("message " + i));
        }

        await().atMost(SOON).until(() -> api.unconfirmed() == 0);
        assertThat(accepted).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterAnErrorOverOneUpdate() {
        AtomicInteger attempts = new AtomicInteger();
        when(inbox.accept(any())).thenAnswer(call -> {
            if (attempts.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            return accept(call.getArgument(0));
        });
        api.offer(ann.says("one"));
        poll();

        await().atMost(SOON).until(() -> accepted.contains("one") && api.unconfirmed() == 0);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void fetchesAgainWhatTheInboxThrewAnExceptionOver() {
        AtomicInteger attempts = new AtomicInteger();
        when(inbox.accept(any())).thenAnswer(call -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("a bug");
            }
            return accept(call.getArgument(0));
        });
        // What cannot be accepted is kept instead: only if that fails as well does the poller hear of it.
        when(inbox.keep(any(), anyString())).thenThrow(new IllegalStateException("another bug"));
        List<Integer> acceptedWhenConfirmed = new CopyOnWriteArrayList<>();
        api.confirming(updates -> acceptedWhenConfirmed.add(accepted.size()));
        api.offer(ann.says("one"));
        api.offer(ann.says("two"));
        poll();

        await().atMost(SOON).until(() -> api.unconfirmed() == 0);
        assertThat(accepted).containsExactly("one", "two");
        assertThat(attempts).hasValue(3);
        assertThat(acceptedWhenConfirmed).containsExactly(2);
        assertThat(api.calls("getUpdates"))
                .extracting(call -> call.text("offset"))
                .startsWith("0", "0");
    }

    /** After a week without updates Telegram counts from a random number: https://core.telegram.org/bots/api#update. */
    @Test
    void goesOnWhenTelegramCountsFromALowerNumber() {
        api.offer(ann.says("one").put("update_id", 900_000_000));
        poll();
        await().atMost(SOON).until(() -> api.unconfirmed() == 0);

        api.offer(ann.says("two").put("update_id", 700));
        api.offer(ann.says("three").put("update_id", 701));
        await().atMost(SOON).until(() -> api.unconfirmed() == 0);
        assertThat(accepted).containsExactly("one", "two", "three");
    }

    @Test
    void takesOverWithinTenSecondsFromANodeThatDied() {
        PollOffsets offsets =
                new PollOffsets("telegram", Fixtures.properties(api.url()).account());
        database.database().inTransaction(sql -> {
            offsets.create(sql);
            return offsets.acquire(sql, TelegramPoller.LEASE_SECONDS).orElseThrow();
        });
        api.offer(ann.says("one"));
        poll();

        await().atMost(Duration.ofSeconds(10)).until(() -> accepted.contains("one"));
    }

    @Test
    void knowsHowLongAgoAPollEndedWell() {
        TelegramPoller poller = poll();
        api.offer(ann.says("one"));

        await().atMost(SOON).until(() -> accepted.contains("one"));
        assertThat(poller.age()).isBetween(0.0, 20.0);
    }

    private TelegramPoller poll() {
        TelegramProperties properties = Fixtures.properties(api.url());
        TelegramApi client = new TelegramApi(properties, TelegramConfiguration.json(), TelegramPoller.PATIENCE);
        Intake intake = IntakeFixture.over(inbox);
        TelegramPoller poller =
                new TelegramPoller(client, Fixtures.channel(properties, client), intake, database.database());
        threads.add(Thread.ofVirtual().start(poller));
        return poller;
    }

    private Mono<List<Accepted>> accept(List<? extends Inbound> events) {
        return Mono.fromSupplier(() -> events.stream()
                .map(event -> {
                    accepted.add(((Inbound.Said) event).content().text());
                    return new Accepted(null, null, false);
                })
                .toList());
    }

    private static tools.jackson.databind.JsonNode message(String id) {
        return JsonNodeFactory.instance.objectNode().put("message_id", id);
    }
}
