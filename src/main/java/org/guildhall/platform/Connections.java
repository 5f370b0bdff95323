package org.guildhall.platform;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many connections are open, all in all and from each address, and how many of them keep us waiting. */
@Component
final class Connections {

    /** So many who keep us waiting at once are a crowd: among usual clients it is a handful. */
    static final int CROWD = 500;

    /** A quarter of the files, and at least so many unless that is most of them, is for other things than clients. */
    private static final int FILES_OF_OTHERS = 512;

    private final int most;
    private final int mostPerAddress;
    private final MeterRegistry meters;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger awaited = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    Connections(AdmissionProperties properties, MeterRegistry meters) {
        this.most = Math.min(properties.connections(), leftByOthers(ourFiles()));
        this.mostPerAddress = properties.connectionsPerAddress();
        this.meters = meters;
        Gauge.builder("guildhall.connections", open, AtomicInteger::get)
                .description("Open connections of clients")
                .register(meters);
        Gauge.builder("guildhall.connections.awaited", awaited, AtomicInteger::get)
                .description("Connections whose request is coming, or which take nothing of an answer")
                .register(meters);
    }

    /** How many of the files that the system lets us open are not for the database, messengers, the index and the like. */
    static int leftByOthers(long files) {
        long others = Math.min(files / 2, Math.max(FILES_OF_OTHERS, files / 4));
        return Math.clamp(files - others, 0, Integer.MAX_VALUE);
    }

    private static long ourFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
    }

    /**
     * Counts one in.
     *
     * @return false when it is one too many; it must be counted {@link #out} all the same
     */
    boolean in(@Nullable SocketAddress from) {
        boolean room = open.incrementAndGet() <= most;
        if (mostPerAddress > 0 && from instanceof InetSocketAddress address) {
            room &= perAddress.merge(address.getAddress(), 1, Integer::sum) <= mostPerAddress;
        }
        if (!room) {
            cut("too-many");
        }
        return room;
    }

    void out(@Nullable SocketAddress from) {
        open.decrementAndGet();
        if (mostPerAddress > 0 && from instanceof InetSocketAddress address) {
            perAddress.computeIfPresent(address.getAddress(), (same, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** That a connection's request, or its taking of an answer, is waited for, which is counted. On its event loop alone. */
    final class Wait {

        private boolean on;

        boolean on() {
            return on;
        }

        void begin() {
            if (!on) {
                on = true;
                awaited.incrementAndGet();
            }
        }

        void end() {
            if (on) {
                on = false;
                awaited.decrementAndGet();
            }
        }
    }

    /**
     * How long one may still be waited for: half as long while a crowd is. Then there are so many timers and pieces that all
     * comes late, and with the whole time they would hold on for longer than anybody may.
     *
     * @return nanoseconds
     */
    long patience(Duration usual) {
        long nanos = usual.toNanos();
        return awaited.get() > CROWD ? nanos / 2 : nanos;
    }

    /** Counts one that we ended ourselves. */
    void cut(String reason) {
        meters.counter("guildhall.connections.cut", "reason", reason).increment();
    }
}
