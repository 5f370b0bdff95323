package org.guildhall.channel.twilio;

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
 * Files that came with messages: below our account at Twilio's API, which knows us by our token and sends us on to a store
 * that must not see it (https://www.twilio.com/docs/messaging/api/media-resource).
 */
final class TwilioFiles {

    /** WhatsApp's largest video and document: https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages */
    private static final int MOST = 16 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TWILIO = "api.twilio.com";

    private final TwilioProperties properties;
    private final SafeFetcher fetcher;

    TwilioFiles(TwilioProperties properties, SafeFetcher fetcher) {
        this.properties = properties;
        this.fetcher = fetcher;
    }

    /** Fetches one; a {@link FetchFailed} error when it cannot be had. */
    Mono<Media> fetch(Handle media) {
        return Mono.defer(() -> fetcher.fetch(request(media.id()))).map(Media::new);
    }

    private Fetch request(String address) {
        URI base = properties.apiUrl();
        return new Fetch(
                ours(address),
                Set.of(TWILIO, base.getHost().toLowerCase(Locale.ROOT)),
                Set.of(base),
                Map.of(HttpHeaders.AUTHORIZATION, TwilioConfiguration.basic(properties)),
                MOST,
                PATIENCE,
                properties.mediaHosts());
    }

    /** The token goes to what belongs to our messages, and to nothing else that Twilio may have on that host. */
    private URI ours(String address) {
        try {
            URI file = new URI(address).normalize();
            String path = String.valueOf(file.getRawPath());
            // An escaped dot would be another way out of the folder.
            if (path.startsWith("/2010-04-01/Accounts/" + properties.accountSid() + "/Messages/")
                    && !path.contains("%")) {
                return file;
            }
        } catch (URISyntaxException noAddress) {
            // Then nobody has it.
        }
        throw new FetchFailed(Why.GONE, TwilioChannel.NAME);
    }
}
