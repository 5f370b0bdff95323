package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.guildhall.conversation.Outbox;
import org.guildhall.conversation.Outbox.Dispatch;
import org.guildhall.conversation.Outbox.Round;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class CourierTests {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int MANY = 200;

    private final Outbox outbox = mock(Outbox.class);
    private final Map<String, Queue<Dispatch>> waiting = new ConcurrentHashMap<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Courier courier = courier(new Pigeon("pigeon", "1"), new Pigeon("owl", "2", "3"));

    private Courier courier(Channel... channels) {
        when(outbox.take(any(), anyInt(), any())).thenAnswer(call -> {
            Round round = call.getArgument(0);
            return Mono.fromSupplier(() -> upTo(call.getArgument(1), round.channel() + round.account()));
        });
        when(outbox.takeBack(any())).thenReturn(Mono.just(0));
        when(outbox.settle(any(), any(), any())).thenAnswer(call -> {
            Dispatch dispatch = call.getArgument(0);
            Address to = dispatch.outbound().to();
            if (call.getArgument(1) instanceof Delivery.Sent) {
                sent.add(to.channel() + to.account());
            } else {
                queue(to.channel() + to.account()).add(dispatch);
            }
            return Mono.just(true);
        });
        Signals signals = mock(Signals.class);
        when(signals.on(any())).thenReturn(Flux.never());
        return new Courier(new Channels(provider(channels)), outbox, signals, new SignsOfLife(), meters);
    }

    @AfterEach
    void stop() {
        courier.stop();
    }

    @Test
    void aMessengerThatFailsHoldsUpNobodyElseAndComesBackByItself() {
        broken.add("pigeon1");
        put("pigeon", "1");
        put("owl", "2");
        courier.start();

        await().atMost(SOON).until(() -> count("owl2") == MANY);
        assertThat(count("pigeon1")).isZero();
        broken.clear();
        await().atMost(SOON).until(() -> count("pigeon1") == MANY);
    }

    @Test
    void anAccountThatFailsHoldsUpNoOtherOfTheSameMessenger() {
        broken.add("owl2");
        put("owl", "2");
        put("owl", "3");
        courier.start();

        await().atMost(SOON).until(() -> count("owl3") == MANY);
        assertThat(count("owl2")).isZero();
    }

    @Test
    void whatIsOnItsWayIsCountedByMessenger() {
        assertThat(meters.get("guildhall.deliveries.in.flight").gauges()).hasSize(2);
    }

    private long count(String account) {
        return sent.stream().filter(account::equals).count();
    }

    private void put(String channel, String account) {
        for (int i = 0; i < MANY; i++) {
            Address to = new Address(channel, account, "p" + i, "p" + i);
            UUID id = UUID.randomUUID();
            queue(channel + account)
                    .add(new Dispatch(
                            id, id, 1, false, false, 0, 0, new Outbound(id, to, new Content.Text("Hello"), null)));
        }
    }

    private Queue<Dispatch> queue(String account) {
        return waiting.computeIfAbsent(account, first -> new ConcurrentLinkedQueue<>());
    }

    private List<Dispatch> upTo(int limit, String account) {
        List<Dispatch> taken = new ArrayList<>();
        Queue<Dispatch> queue = queue(account);
        for (Dispatch next = queue.poll(); next != null; next = taken.size() < limit ? queue.poll() : null) {
            taken.add(next);
        }
        return taken;
    }

    private static ObjectProvider<Channel> provider(Channel... channels) {
        return new ObjectProvider<>() {
            @Override
            public Stream<Channel> orderedStream() {
                return Stream.of(channels);
            }
        };
    }

    private final class Pigeon extends StubChannel {
        private Pigeon(String name, String... accounts) {
            super(name, accounts);
        }

        @Override
        public Mono<Delivery> send(Outbound reply, int next) {
            boolean well = !broken.contains(reply.to().channel() + reply.to().account());
            return Mono.just(well ? new Delivery.Sent("1") : new Delivery.Deferred(null, "500", false));
        }
    }
}
