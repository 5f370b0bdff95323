package org.guildhall.platform;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What to download, and what the caller allows.
 *
 * @param from the address; may hold a secret, so it is never shown
 * @param hosts the hosts it may be on, in lower case; {@code *.example.org} stands for every host below that one
 * @param exempt settings of the operator whose exact origins (scheme, host and port) may be anywhere and without TLS, so
 *     that a simulator or a Bot API of one's own can stand in
 * @param headers what only that host gets to see, for instance a bearer token
 * @param most the largest body, in bytes
 * @param patience how long all of it may take
 * @param onward the hosts, written like {@code hosts}, that a redirect may lead to besides its own; they are shown no
 *     headers. With none of them a redirect stays where it is
 */
public record Fetch(
        URI from,
        Set<String> hosts,
        Set<URI> exempt,
        Map<String, String> headers,
        int most,
        Duration patience,
        Set<String> onward) {

    /** Keeps copies. */
    public Fetch {
        hosts = Set.copyOf(hosts);
        exempt = Set.copyOf(exempt);
        headers = Map.copyOf(headers);
        onward = Set.copyOf(onward);
    }

    /** What no redirect may lead to another host. */
    public Fetch(
            URI from, Set<String> hosts, Set<URI> exempt, Map<String, String> headers, int most, Duration patience) {
        this(from, hosts, exempt, headers, most, patience, Set.of());
    }

    /** The rest of the way, after a redirect to another host. */
    Fetch sentOn() {
        return new Fetch(from, onward, exempt, Map.of(), most, patience, onward);
    }

    @Override
    public String toString() {
        return "Fetch[" + from.getHost() + "]";
    }
}
