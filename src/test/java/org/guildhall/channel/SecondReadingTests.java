package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.conversation.DeadLetter;
import org.guildhall.conversation.InboxFixture;
import org.guildhall.conversation.Message;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;

/** Bodies that could not be read or stored: kept, read again when staff ask, and never counted twice. */
class SecondReadingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address ANN = new Address("pigeon", "1", "ann", "ann");

    private final InboxFixture house = new InboxFixture();
    private final Intake intake = IntakeFixture.over(house.inbox());
    private final Pigeon pigeon = new Pigeon();
    private final SecondReading reading = new SecondReading(channels(pigeon), intake, house.replays());

    @Test
    void aBodyIsTakenInOnceItsChannelCanReadIt() {
        pigeon.reads = body -> {
            throw new UnreadableWebhook("not a letter");
        };
        assertThat(take("e1=hello")).isEqualTo(Intake.Outcome.KEPT);
        assertThat(letter().detail()).isEqualTo("not a letter");
        pigeon.reads = SecondReadingTests::lines;
        house.replayAll();
        reading.workOnOne();

        assertThat(words()).containsExactly("hello");
        assertThat(letter().state()).isEqualTo(DeadLetter.State.REPLAYED);
        assertThat(letter().outcome()).isEqualTo(DeadLetter.Outcome.TAKEN);
    }

    @Test
    void itIsReadAsItCame() {
        pigeon.reads = body -> {
            throw new UnreadableWebhook("not a letter");
        };
        take("e1=hello");
        pigeon.reads = SecondReadingTests::lines;
        house.replayAll();
        reading.workOnOne();

        Webhook last = Objects.requireNonNull(pigeon.last);
        assertThat(last.method()).isEqualTo(HttpMethod.PUT);
        assertThat(last.path()).isEqualTo("/loft");
        assertThat(last.headers().headerNames()).containsExactly(HttpHeaders.CONTENT_TYPE);
        assertThat(last.query()).isEmpty();
    }

    @Test
    void itComesBackWithTheNewReasonWhenItStillCannotBeRead() {
        pigeon.reads = body -> {
            throw new UnreadableWebhook("not a letter");
        };
        take("e1=hello");
        pigeon.reads = body -> {
            throw new IllegalStateException("canary");
        };
        house.replayAll();
        reading.workOnOne();

        assertThat(letter().state()).isEqualTo(DeadLetter.State.WAITING);
        assertThat(letter().failures()).isEqualTo(1);
        assertThat(letter().detail()).isEqualTo("reading failed: IllegalStateException");
    }

    @Test
    void anEventNobodyCanReadKeepsItsNeighboursFromNothingAndIsNotLostEither() {
        pigeon.reads = body -> lines(body).stream()
                .map(said -> said.eventId().equals("e2") ? new Inbound.Unreadable("e2", ANN, "a new kind") : said)
                .toList();
        assertThat(take("e1=one\ne2=two\ne3=three")).isEqualTo(Intake.Outcome.KEPT);
        assertThat(words()).containsExactly("one", "three");
        assertThat(letter().detail()).isEqualTo("a new kind");
        pigeon.reads = SecondReadingTests::lines;
        house.replayAll();
        reading.workOnOne();

        assertThat(words()).containsExactly("one", "three", "two");
        assertThat(letter().outcome()).isEqualTo(DeadLetter.Outcome.TAKEN);
    }

    @Test
    void whatNoDatabaseCanHoldIsKeptAndItsNeighboursAreTakenIn() {
        String longId = noise(8_000);

        assertThat(take("e1=one\n" + longId + "=two\ne3=three")).isEqualTo(Intake.Outcome.KEPT);
        assertThat(words()).containsExactly("one", "three");
        assertThat(letter().detail()).startsWith("storing failed: ");
        assertThat(letter().detail()).doesNotContain(longId);
    }

    @Test
    void aPoisonBodyIsAcknowledgedSoThatTheMessengerDoesNotBringItForEver() {
        assertThat(take(noise(8_000) + "=one")).isEqualTo(Intake.Outcome.KEPT);
        assertThat(take("e2=two")).isEqualTo(Intake.Outcome.ACCEPTED);
    }

    @Test
    void runningTheStackOutOverABodyIsNoDifferentFromAnyOtherTrouble() {
        pigeon.reads = body -> {
            throw new StackOverflowError();
        };
        assertThat(take("[[[[")).isEqualTo(Intake.Outcome.KEPT);
        assertThat(letter().detail()).isEqualTo("reading failed: StackOverflowError");
    }

    @Test
    void nothingIsHeardTwiceHoweverManyReadAtOnce() throws Exception {
        pigeon.reads = body -> {
            throw new UnreadableWebhook("not a letter");
        };
        take("e1=one\ne2=two");
        pigeon.reads = SecondReadingTests::lines;
        SecondReading otherNode = new SecondReading(channels(pigeon), intake, house.replays());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> work = IntStream.range(0, 8)
                    .<Callable<Object>>mapToObj(i -> () -> {
                        house.replayAll();
                        (i % 2 == 0 ? reading : otherNode).workOnOne();
                        return true;
                    })
                    .toList();
            for (Future<Object> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        reading.workOnOne();

        assertThat(words()).containsExactly("one", "two");
        assertThat(letter().state()).isEqualTo(DeadLetter.State.REPLAYED);
    }

    @Test
    void whatTheMessengerBroughtAgainMeanwhileIsKnown() {
        pigeon.reads = body -> {
            throw new UnreadableWebhook("not a letter");
        };
        take("e1=one");
        pigeon.reads = SecondReadingTests::lines;
        take("e1=one");
        house.sql().sql("delete from inbox_events").update();
        house.replayAll();
        reading.workOnOne();

        assertThat(words()).containsExactly("one");
        assertThat(letter().outcome()).isEqualTo(DeadLetter.Outcome.KNOWN);
    }

    @Test
    void aBodyOfAMessengerThatIsSwitchedOffWaits() {
        pigeon.reads = body -> {
            throw new UnreadableWebhook("not a letter");
        };
        take("e1=one");
        house.replayAll();
        new SecondReading(channels(), intake, house.replays()).workOnOne();

        assertThat(letter().state()).isEqualTo(DeadLetter.State.REPLAYING);
    }

    private Intake.Outcome take(String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, "text/plain");
        headers.set("X-Secret", "canary");
        LinkedMultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        query.add("token", "canary");
        Webhook webhook = new Webhook(HttpMethod.PUT, "/loft", headers, query, body.getBytes(StandardCharsets.UTF_8));
        return Objects.requireNonNull(intake.take(pigeon, webhook).block(SOON));
    }

    private List<String> words() {
        return house.said(ANN).stream().map(Message::text).toList();
    }

    private DeadLetter letter() {
        return house.letters().getFirst();
    }

    /** Letters and digits that no compression makes shorter. */
    private static String noise(int length) {
        return new Random(7)
                .ints(length, 0, 62)
                .mapToObj(i -> "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static List<Inbound> lines(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .<Inbound>map(line -> {
                    String[] parts = line.split("=", 2);
                    return new Inbound.Said(parts[0], ANN, new Content.Text(parts[1]), null, null, null, null);
                })
                .toList();
    }

    private static Channels channels(Channel... all) {
        @SuppressWarnings("unchecked")
        ObjectProvider<Channel> provider = mock(ObjectProvider.class);
        when(provider.orderedStream()).thenReturn(Stream.of(all));
        return new Channels(provider);
    }

    private static final class Pigeon extends StubChannel {
        private Function<byte[], List<Inbound>> reads = SecondReadingTests::lines;
        private volatile @org.jspecify.annotations.Nullable Webhook last;

        private Pigeon() {
            super("pigeon", "1");
        }

        @Override
        public boolean signed(Webhook webhook) {
            return true;
        }

        @Override
        public List<Inbound> read(Webhook webhook) {
            last = webhook;
            return reads.apply(webhook.body());
        }

        @Override
        public Mono<Delivery> send(Outbound reply, int next) {
            return Mono.just(new Delivery.Sent(null));
        }
    }
}
