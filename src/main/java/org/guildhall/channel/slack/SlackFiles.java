package org.guildhall.channel.slack;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
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
 * Files that people sent: on a host of Slack's own, which gives them to who has the token
 * (https://docs.slack.dev/reference/objects/file-object#authentication). The token goes to hosts on the list and nowhere else,
 * whatever a message says.
 */
record SlackFiles(SlackProperties properties, SafeFetcher fetcher) {

    /** Bytes. Slack allows a gigabyte, but whoever fetches holds all of a file in memory. */
    private static final int MOST = 25 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Fetches one; a {@link FetchFailed} error when it cannot be had, which holds neither token nor address. */
    Mono<Media> fetch(Handle media) {
        URI from;
        try {
            from = new URI(media.id());
        } catch (URISyntaxException nonsense) {
            return Mono.error(new FetchFailed(Why.HOST_NOT_ALLOWED, SlackChannel.NAME));
        }
        return fetcher.fetch(new Fetch(
                        from,
                        properties.mediaHosts(),
                        Set.of(properties.apiUrl()),
                        Map.of(
                                HttpHeaders.AUTHORIZATION,
                                "Bearer " + properties.botToken().value()),
                        MOST,
                        PATIENCE))
                .map(Media::new);
    }
}
