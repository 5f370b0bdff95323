package org.guildhall.platform;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many connections are open, all in all and from each address. */
@Component
final class Connections {

    private final int most;
    private final int mostPerAddress;
    private final MeterRegistry meters;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    Connections(AdmissionProperties properties, MeterRegistry meters) {
        this.most = Math.min(properties.connections(), halfOfOurFiles());
        this.mostPerAddress = properties.connectionsPerAddress();
        this.meters = meters;
        Gauge.builder("guildhall.connections", open, AtomicInteger::get)
                .description("Open connections of clients")
                .register(meters);
    }

    /** The other half is for the database, messengers, the index and files. */
    private static int halfOfOurFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount() / 2)
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

    /** Counts one that we ended ourselves. */
    void cut(String reason) {
        meters.counter("guildhall.connections.cut", "reason", reason).increment();
    }
}
