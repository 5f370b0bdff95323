package org.guildhall.channel.webchat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.guildhall.platform.Callers;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * From which network somebody comes, as far as that tells one visitor from others. An address inside a house may be a proxy
 * that nobody told us of, with everybody behind it.
 */
@Component
record Network(Callers callers) {

    /** A provider gives each household at least so much of IPv6. */
    private static final int IPV6_NETWORK_BYTES = 8;

    /** The address, of IPv6 the /64; empty when it says nothing. */
    Optional<String> of(ServerRequest request) {
        return Optional.ofNullable(callers.of(request.exchange().getRequest()))
                .map(InetSocketAddress::getAddress)
                .filter(Network::isPublic)
                .map(Network::written);
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
