package org.guildhall.channel.webchat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * From which network somebody comes, as far as that tells one visitor from others. A forwarded header counts only from a proxy
 * that is trusted; and an address inside a house may be a proxy that nobody told us of, with everybody behind it.
 */
@Component
record Network(TrustedProxies proxies) {

    private static final String FORWARDED = "X-Forwarded-For";

    /** A provider gives each household at least so much of IPv6. */
    private static final int IPV6_NETWORK_BYTES = 8;

    /** The address, of IPv6 the /64; empty when it says nothing. */
    Optional<String> of(ServerRequest request) {
        return request.remoteAddress()
                .map(InetSocketAddress::getAddress)
                .map(remote -> client(remote, request.headers().header(FORWARDED)))
                .filter(Network::isPublic)
                .map(Network::written);
    }

    /** The nearest address that is not one of our proxies: what stands before it, anybody could have written. */
    private @Nullable InetAddress client(InetAddress remote, List<String> forwarded) {
        List<String> hops = forwarded.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        InetAddress nearest = remote;
        for (int hop = hops.size() - 1; hop >= 0 && proxies.trusts(nearest); hop--) {
            InetAddress next = address(hops.get(hop));
            if (next == null) {
                return null;
            }
            nearest = next;
        }
        return nearest;
    }

    private static @Nullable InetAddress address(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException nonsense) {
            return null;
        }
    }

    private static boolean isPublic(InetAddress address) {
        boolean local = address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress();
        boolean unique = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return !local && !unique;
    }

    private static String written(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
    }
}
