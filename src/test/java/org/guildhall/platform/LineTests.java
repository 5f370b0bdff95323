package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When somebody is cut off who takes nothing, by a clock that the test turns on. */
class LineTests {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LOOK = PATIENCE.dividedBy(8);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AdmissionProperties limits = new AdmissionProperties(2, 2, 2, 0);
    private final Connections connections = new Connections(limits, meters);
    private final Patience patience = new Patience(PATIENCE, PATIENCE, PATIENCE, PATIENCE);
    private final Gate gate = new Gate(
            new Admission(limits, () -> false, meters), new Arrivals(1_000), new Refusals(), connections, patience);
    private final Client client = new Client();
    private long now;

    @AfterEach
    void hangUp() {
        client.finishAndReleaseAll();
    }

    @Test
    void somebodyWhoTakesNothingIsCutOffWhenPatienceIsOver() {
        client.isSent("an answer");

        later(LOOK, 7);
        assertThat(client.isOpen()).isTrue();
        later(LOOK, 1);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void inACrowdPatienceIsOverInHalfTheTime() {
        for (int i = 0; i < Connections.CROWD; i++) {
            connections.new Wait().begin();
        }
        client.isSent("an answer");

        later(LOOK, 3);
        assertThat(client.isOpen()).isTrue();
        later(LOOK, 1);
        assertThat(client.isOpen()).isFalse();
        assertThat(connections.patience(PATIENCE))
                .as("without this one it is no crowd any more")
                .isEqualTo(PATIENCE.toNanos());
    }

    @Test
    void looksThatComeLateDoNotAddUp() {
        client.isSent("an answer");

        later(LOOK.multipliedBy(2), 3);
        assertThat(client.isOpen()).isTrue();
        later(LOOK.multipliedBy(2), 1);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void whoeverTakesAByteHasAllTheTimeAgain() {
        client.isSent("an answer");
        later(LOOK, 7);

        client.taken = 1;
        client.flush();
        later(LOOK, 8);
        assertThat(client.isOpen()).isTrue();
        later(LOOK, 1);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void nobodyIsWatchedWhoHasTakenEverything() {
        client.isSent("an answer");
        client.taken = Integer.MAX_VALUE;
        client.flush();

        later(LOOK, 20);

        assertThat(client.isOpen()).isTrue();
    }

    /** So many looks are due, each when so much time has passed. */
    private void later(Duration time, int looks) {
        for (int i = 0; i < looks; i++) {
            now += time.toNanos();
            client.advanceTimeBy(LOOK.toNanos(), TimeUnit.NANOSECONDS);
            client.runScheduledPendingTasks();
        }
    }

    /** Somebody who takes as many bytes as the test says. */
    private final class Client extends EmbeddedChannel {

        private int taken;

        Client() {
            freezeTime();
            pipeline().addFirst(new Line(connections, gate, patience, () -> now));
        }

        void isSent(String words) {
            writeOneOutbound(Unpooled.copiedBuffer(words, StandardCharsets.US_ASCII));
            flushOutbound();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer waiting) {
            if (waiting.current() instanceof ByteBuf bytes) {
                waiting.removeBytes(Math.min(taken, bytes.readableBytes()));
            }
            taken = 0;
        }
    }
}
