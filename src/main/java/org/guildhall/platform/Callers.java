package org.guildhall.platform;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * From where requests come. What a header says of that counts only as far as proxies that the operator trusts have written it:
 * it is read from its end, and the first address that is none of theirs is the caller's.
 */
@Component
public final class Callers {

    private static final String HEADER = "X-Forwarded-For";

    /** Nobody has more proxies than this in a row; what comes before is not read. */
    private static final int MOST = 20;

    private final List<Network> trusted;

    /** Reads who is trusted; refuses to start with one that is no network. */
    public Callers(TrustedProxies proxies) {
        this.trusted = proxies.trustedProxies().stream()
                .map(written -> network(written.strip()))
                .toList();
    }

    private static Network network(String written) {
        try {
            return Network.of(written);
        } catch (IllegalArgumentException unreadable) {
            throw new StartRefused(
                    "guildhall.trusted-proxies: \"" + written + "\" is no address and no network.",
                    "Write addresses or networks, for instance 10.0.0.0/8, with commas between them.",
                    unreadable);
        }
    }

    /** From where it comes; null when that is unknown. The port says nothing. */
    public @Nullable InetSocketAddress of(ServerHttpRequest request) {
        InetSocketAddress connected = request.getRemoteAddress();
        InetAddress peer = connected == null ? null : connected.getAddress();
        if (peer == null || !trusted(peer)) {
            return connected;
        }
        List<String> said = said(request);
        InetAddress nearest = peer;
        for (int i = said.size() - 1; i >= 0 && said.size() - i <= MOST; i--) {
            Optional<InetAddress> before = address(said.get(i).strip());
            if (before.isEmpty()) {
                break;
            }
            nearest = before.get();
            if (!trusted(nearest)) {
                break;
            }
        }
        return new InetSocketAddress(nearest, 0);
    }

    private static List<String> said(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty(HEADER).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .toList();
    }

    /** As it is written, perhaps with a port; empty when it is none. */
    private static Optional<InetAddress> address(String written) {
        String bare = written.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("^([0-9.]+):\\d+$", "$1");
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private boolean trusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }
}
