package org.guildhall.platform;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
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
 * Downloads from addresses that strangers may have a say in, without being led into our own network: only https from
 * hosts that the caller names, only to addresses that were looked up and checked for this very connection, no proxy, no
 * other host after a redirect but those the caller expects, which see none of its headers, and never more or longer than
 * asked for.
 */
@Component
public final class SafeFetcher {

    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Statuses by which somebody says that later may be better: https://www.rfc-editor.org/rfc/rfc9110#section-15 */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final HttpClient checked;
    private final HttpClient trusting;
    private final int port;

    @Autowired
    SafeFetcher() {
        this(InetAddress::getAllByName, PublicAddress::is, Origins.HTTPS);
    }

    /**
     * For tests, which have neither public addresses nor the port.
     *
     * @param allowed which addresses a name may lead to
     * @param port the one port that is allowed
     */
    SafeFetcher(Names names, Predicate<InetAddress> allowed, int port) {
        // No pool: a connection that is used again would have been checked for somebody else.
        HttpClient client = HttpClient.create(ConnectionProvider.newConnection())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .disableRetry(true)
                .noProxy()
                .followRedirect(false);
        this.checked = client.resolver(new CheckedAddresses(names, allowed));
        this.trusting = client.resolver(new CheckedAddresses(names, address -> true));
        this.port = port;
    }

    /**
     * Downloads it.
     *
     * @return the body of the 200; a {@link FetchFailed} error for everything else, which never holds the address
     */
    public Mono<byte[]> fetch(Fetch fetch) {
        String host = String.valueOf(fetch.from().getHost());
        return Mono.defer(() -> hop(fetch, fetch.from(), MOST_REDIRECTS))
                .timeout(fetch.patience())
                .onErrorMap(trouble -> told(trouble, host));
    }

    private Mono<byte[]> hop(Fetch fetch, URI at, int redirectsLeft) {
        boolean exempt = exempt(fetch, at);
        if (!exempt && !allowed(fetch, at)) {
            return Mono.error(new FetchFailed(Why.HOST_NOT_ALLOWED, String.valueOf(at.getHost())));
        }
        return (exempt ? trusting : checked)
                .headers(headers -> fetch.headers().forEach(headers::set))
                .get()
                .uri(at)
                .response((response, body) -> answer(fetch, at, response, body))
                .next()
                .flatMap(answer -> switch (answer) {
                    case Answer.Body(byte[] bytes) -> Mono.just(bytes);
                    case Answer.Elsewhere(URI target) -> follow(fetch, at, target, redirectsLeft - 1);
                });
    }

    private Mono<byte[]> follow(Fetch fetch, URI at, URI target, int redirectsLeft) {
        if (redirectsLeft >= 0 && Origins.same(at, target)) {
            return hop(fetch, target, redirectsLeft);
        }
        Fetch rest = fetch.sentOn();
        if (redirectsLeft >= 0 && !fetch.onward().isEmpty() && (exempt(rest, target) || allowed(rest, target))) {
            return hop(rest, target, redirectsLeft);
        }
        return Mono.error(new FetchFailed(Why.REDIRECT_NOT_ALLOWED, at.getHost()));
    }

    private static boolean exempt(Fetch fetch, URI at) {
        return fetch.exempt().stream().anyMatch(origin -> Origins.same(origin, at));
    }

    /** What one request led to. */
    private sealed interface Answer {
        // Never compared.
        @SuppressWarnings("ArrayRecordComponent")
        record Body(byte[] bytes) implements Answer {}

        record Elsewhere(URI target) implements Answer {}
    }

    private boolean allowed(Fetch fetch, URI at) {
        String host = at.getHost();
        return "https".equalsIgnoreCase(at.getScheme())
                && host != null
                && at.getRawUserInfo() == null
                && Origins.port(at) == port
                && !Origins.isAddress(host)
                && fetch.hosts().stream().anyMatch(known -> covers(known, host.toLowerCase(Locale.ROOT)));
    }

    private static boolean covers(String known, String host) {
        return known.startsWith("*.")
                ? host.length() > known.length() - 1 && host.endsWith(known.substring(1))
                : known.equals(host);
    }

    private static Mono<Answer> answer(Fetch fetch, URI at, HttpClientResponse response, ByteBufFlux body) {
        int status = response.status().code();
        if (REDIRECTS.contains(status)) {
            URI target = target(at, response.responseHeaders().get(HttpHeaderNames.LOCATION));
            return target == null
                    ? Mono.error(new FetchFailed(Why.REDIRECT_NOT_ALLOWED, at.getHost()))
                    : Mono.just(new Answer.Elsewhere(target));
        }
        if (status != 200) {
            boolean later = status >= 500 || LATER.contains(status);
            return Mono.error(new FetchFailed(later ? Why.UNREACHABLE : Why.GONE, at.getHost()));
        }
        if (claimed(response) > fetch.most()) {
            return Mono.error(new FetchFailed(Why.TOO_LARGE, at.getHost()));
        }
        return body.asByteArray()
                .collect(ByteArrayOutputStream::new, (all, piece) -> {
                    if (piece.length > fetch.most() - all.size()) {
                        throw new FetchFailed(Why.TOO_LARGE, at.getHost());
                    }
                    all.writeBytes(piece);
                })
                .map(all -> new Answer.Body(all.toByteArray()));
    }

    private static @Nullable URI target(URI at, @Nullable String location) {
        try {
            return location == null ? null : at.resolve(new URI(location));
        } catch (URISyntaxException | IllegalArgumentException nonsense) {
            return null;
        }
    }

    /** What it says it is long; nobody relies on it but to stop early. */
    private static long claimed(HttpClientResponse response) {
        String length = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH, "0");
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
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
