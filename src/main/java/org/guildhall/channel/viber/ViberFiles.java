package org.guildhall.channel.viber;

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
import reactor.core.publisher.Mono;

/**
 * Files that people sent: the message holds their address at Viber, which whoever knows it may read for an hour, so no token
 * goes with the request. Viber's word is not enough for where that is: hosts are on a list.
 *
 * @param hosts where files may be, in lower case; {@code *.example.org} for every host below that one
 * @param api the API's address, whose own files are let through so that a simulator can stand in
 */
record ViberFiles(Set<String> hosts, URI api, SafeFetcher fetcher) {

    /** People may send each other more; of what is meant for a council nothing is as large. */
    private static final int MOST = 25 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Fetches one; a {@link FetchFailed} error when it cannot be had, which does not hold its address. */
    Mono<Media> fetch(Handle media) {
        URI from;
        try {
            from = new URI(media.id());
        } catch (URISyntaxException nonsense) {
            return Mono.error(new FetchFailed(Why.HOST_NOT_ALLOWED, ViberChannel.NAME));
        }
        return fetcher.fetch(new Fetch(from, hosts, Set.of(api), Map.of(), MOST, PATIENCE))
                .map(Media::new);
    }
}
