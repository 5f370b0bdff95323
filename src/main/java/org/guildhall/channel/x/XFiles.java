package org.guildhall.channel.x;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.channel.Media;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.platform.Fetch;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.guildhall.platform.SafeFetcher;
import reactor.core.publisher.Mono;

/**
 * Files that people sent. What stands at {@code ton.twitter.com} is had from the API, with the account's token
 * (https://docs.x.com/x-api/direct-messages/media/introduction); what stands elsewhere only from hosts on a list, and the token
 * does not go there.
 */
final class XFiles {

    /** Bytes; a film may be larger at X, but whoever fetches holds all of it in memory. */
    private static final int MOST = 20 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern PRIVATE = Pattern.compile(
            "https://ton\\.(?:twitter|x)\\.com/1\\.1/ton/data/dm/([0-9]{1,20})/([0-9]{1,20})/([A-Za-z0-9_-][A-Za-z0-9._-]{0,127})");

    private final XProperties properties;
    private final XAccess access;
    private final SafeFetcher fetcher;

    XFiles(XProperties properties, XAccess access, SafeFetcher fetcher) {
        this.properties = properties;
        this.access = access;
        this.fetcher = fetcher;
    }

    /** Fetches one; a {@link FetchFailed} error when it cannot be had, which holds neither token nor address. */
    Mono<Media> fetch(Handle media) {
        Matcher kept = PRIVATE.matcher(media.id());
        return (kept.matches() ? withToken(kept) : fromElsewhere(media.id())).map(Media::new);
    }

    private Mono<byte[]> withToken(Matcher kept) {
        URI api = properties.apiUrl();
        URI from = URI.create(
                api + "/2/dm_conversations/media/" + kept.group(1) + "/" + kept.group(2) + "/" + kept.group(3));
        return access.ready().flatMap(answer -> switch (answer) {
            case XAccess.Answer.Missing(Delivery why) -> Mono.error(missing(why));
            case XAccess.Answer.Ready _ ->
                fetcher.fetch(new Fetch(
                        from,
                        Set.of(api.getHost().toLowerCase(Locale.ROOT)),
                        Set.of(api),
                        Map.of("Authorization", access.authorization()),
                        MOST,
                        PATIENCE));
        });
    }

    private Mono<byte[]> fromElsewhere(String address) {
        try {
            URI from = new URI(address);
            return fetcher.fetch(
                    new Fetch(from, properties.mediaHosts(), Set.of(properties.apiUrl()), Map.of(), MOST, PATIENCE));
        } catch (URISyntaxException nonsense) {
            return Mono.error(new FetchFailed(Why.HOST_NOT_ALLOWED, XChannel.NAME));
        }
    }

    /** A token comes again, also one that a person has to see to. */
    private static FetchFailed missing(Delivery why) {
        Duration pause = why instanceof Delivery.Deferred later ? later.retryAfter() : null;
        return new FetchFailed(Why.UNREACHABLE, XChannel.NAME, pause);
    }
}
