package org.guildhall.platform;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.guildhall.platform.FetchFailed.Why;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Sends something small to an address that a stranger gave us, without being led into our own network: only https, only to a
 * name whose addresses were looked up and checked for this very connection, no proxy and no redirect. {@link SafeFetcher} does
 * the same the other way round.
 */
@Component
public final class SafePost {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient checked;
    private final HttpClient trusting;

    @Autowired
    SafePost() {
        this(InetAddress::getAllByName, PublicAddress::is);
    }

    /** For tests, which have no public addresses. */
    SafePost(Names names, Predicate<InetAddress> allowed) {
        // No pool: a connection that is used again would have been checked for somebody else.
        HttpClient client = HttpClient.create(ConnectionProvider.newConnection())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .disableRetry(true)
                .noProxy()
                .followRedirect(false);
        this.checked = client.resolver(new CheckedAddresses(names, allowed));
        this.trusting = client.resolver(new CheckedAddresses(names, address -> true));
    }

    /**
     * What to send.
     *
     * @param to the address; may hold a secret, so it is never shown
     * @param exempt settings of the operator whose exact origins may be anywhere and without TLS
     * @param patience how long all of it may take
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Letter(URI to, Set<URI> exempt, Map<String, String> headers, byte[] body, Duration patience) {

        /** Keeps copies, but for the body. */
        public Letter {
            exempt = Set.copyOf(exempt);
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Letter[" + to.getHost() + "]";
        }
    }

    /**
     * What came back; its body is not read.
     *
     * @param status the HTTP status, whatever it is
     * @param retryAfter how long the other side wants to be left alone, or null when it did not say in seconds
     */
    public record Answer(int status, @Nullable Duration retryAfter) {}

    /** Whether such an address may be written to at all, whatever its name leads to. */
    public static boolean allowed(URI to, Set<URI> exempt) {
        String host = to.getHost();
        return exempt.stream().anyMatch(origin -> Origins.same(origin, to))
                || "https".equalsIgnoreCase(to.getScheme())
                        && host != null
                        && to.getRawUserInfo() == null
                        && Origins.port(to) == Origins.HTTPS
                        && !Origins.isAddress(host);
    }

    /** Sends it; a {@link FetchFailed} error, which never holds the address, when nothing came back. */
    public Mono<Answer> send(Letter letter) {
        String host = String.valueOf(letter.to().getHost());
        return Mono.defer(() -> allowed(letter.to(), letter.exempt())
                        ? post(letter)
                        : Mono.error(new FetchFailed(Why.HOST_NOT_ALLOWED, host)))
                .timeout(letter.patience())
                .onErrorMap(trouble -> told(trouble, host));
    }

    private Mono<Answer> post(Letter letter) {
        boolean exempt = letter.exempt().stream().anyMatch(origin -> Origins.same(origin, letter.to()));
        return (exempt ? trusting : checked)
                .headers(headers -> {
                    letter.headers().forEach(headers::set);
                    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, letter.body().length);
                })
                .post()
                .uri(letter.to())
                .send(ByteBufFlux.fromInbound(Mono.just(letter.body())))
                .response()
                .map(SafePost::answer);
    }

    private static Answer answer(HttpClientResponse response) {
        String wait = response.responseHeaders().get(HttpHeaderNames.RETRY_AFTER, "");
        return new Answer(
                response.status().code(), wait.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(wait)) : null);
    }

    /** Nothing of the original goes on: its message may hold the whole address. */
    private static FetchFailed told(Throwable trouble, String host) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof FetchFailed known) {
                return known;
            }
        }
        return new FetchFailed(trouble instanceof TimeoutException ? Why.TOO_SLOW : Why.UNREACHABLE, host);
    }
}
