package org.guildhall.channel.teams;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.guildhall.channel.Media;
import org.guildhall.message.Handle;
import org.guildhall.platform.Fetch;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.guildhall.platform.SafeFetcher;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * Files that people sent: on OneDrive under an address that is good by itself for a while, or, a picture among words, at the
 * service, which gives it to who has our token. The token goes nowhere but there, and only to a host on the list.
 */
final class TeamsFiles {

    /** Bytes. OneDrive takes far more, but whoever fetches holds all of a file in memory. */
    private static final int MOST = 25 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TeamsProperties properties;
    private final TeamsLogin login;
    private final SafeFetcher fetcher;

    TeamsFiles(TeamsProperties properties, TeamsLogin login, SafeFetcher fetcher) {
        this.properties = properties;
        this.login = login;
        this.fetcher = fetcher;
    }

    /** Fetches one; a {@link FetchFailed} error when it cannot be had, which holds neither token nor address. */
    Mono<Media> fetch(Handle media) {
        boolean withToken = media.id().startsWith(TeamsReader.WITH_TOKEN);
        URI from;
        try {
            from = new URI(withToken ? media.id().substring(TeamsReader.WITH_TOKEN.length()) : media.id());
        } catch (URISyntaxException nonsense) {
            return Mono.error(new FetchFailed(Why.HOST_NOT_ALLOWED, TeamsChannel.NAME));
        }
        if (!withToken) {
            return fetch(from, Map.of());
        }
        // Before anybody is asked for a token that must not go there.
        if (!listed(String.valueOf(from.getHost()).toLowerCase(Locale.ROOT)) && exempt().isEmpty()) {
            return Mono.error(new FetchFailed(Why.HOST_NOT_ALLOWED, TeamsChannel.NAME));
        }
        return login.ready()
                .flatMap(trouble -> trouble.isPresent()
                        ? Mono.<Media>error(new FetchFailed(Why.UNREACHABLE, TeamsChannel.NAME))
                        : fetch(from, Map.of(HttpHeaders.AUTHORIZATION, login.authorization())));
    }

    private boolean listed(String host) {
        return properties.mediaHosts().stream()
                .anyMatch(known -> known.equals(host) || known.startsWith("*.") && host.endsWith(known.substring(1)));
    }

    private Set<URI> exempt() {
        return properties.apiUrl().isEmpty() ? Set.of() : Set.of(URI.create(properties.apiUrl()));
    }

    private Mono<Media> fetch(URI from, Map<String, String> headers) {
        return fetcher.fetch(new Fetch(from, properties.mediaHosts(), exempt(), headers, MOST, PATIENCE))
                .map(Media::new);
    }
}
