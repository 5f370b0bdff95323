package org.guildhall.channel.matrix;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.channel.Media;
import org.guildhall.message.Handle;
import org.guildhall.platform.Fetch;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.guildhall.platform.SafeFetcher;
import reactor.core.publisher.Mono;

/**
 * Files that people sent, which our own homeserver gives to who has the token, wherever they are kept
 * (https://spec.matrix.org/latest/client-server-api/#content-repository). It may send us on to another host, which does not see
 * the token.
 */
final class MatrixFiles {

    /** https://spec.matrix.org/latest/client-server-api/#matrix-content-mxc-uris */
    static final Pattern ADDRESS =
            Pattern.compile("mxc://([A-Za-z0-9][A-Za-z0-9.-]{0,254}(?::[0-9]{1,5})?)/([A-Za-z0-9_=-]{1,255})");

    /** Bytes; whoever fetches holds all of a file in memory. */
    private static final int MOST = 20 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MatrixProperties properties;
    private final SafeFetcher fetcher;

    MatrixFiles(MatrixProperties properties, SafeFetcher fetcher) {
        this.properties = properties;
        this.fetcher = fetcher;
    }

    /** Fetches one; a {@link FetchFailed} error when it cannot be had, which holds neither token nor address. */
    Mono<Media> fetch(Handle media) {
        Matcher address = ADDRESS.matcher(media.id());
        if (!address.matches()) {
            return Mono.error(new FetchFailed(Why.GONE, MatrixChannel.NAME));
        }
        URI api = properties.apiUrl();
        URI from = URI.create(api + "/_matrix/client/v1/media/download/" + address.group(1) + "/" + address.group(2));
        return fetcher.fetch(new Fetch(
                        from,
                        Set.of(api.getHost().toLowerCase(Locale.ROOT)),
                        Set.of(api),
                        Map.of("Authorization", "Bearer " + properties.asToken().value()),
                        MOST,
                        PATIENCE,
                        properties.mediaHosts()))
                .map(Media::new);
    }
}
