package org.guildhall.channel.whatsapp;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Media;
import org.guildhall.channel.Verdict;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.platform.Fetch;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.guildhall.platform.SafeFetcher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Files that people sent to our number: the Graph API says where one is for the next five minutes, and there it is given to
 * who has the token (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media). That address goes nowhere
 * but to be fetched.
 */
final class WhatsAppFiles {

    /**
     * Bytes. More than any photo, voice note or video (16 MB at most); documents may have 100 MB, but whoever fetches holds
     * all of a file in memory: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
     */
    private static final int MOST = 20 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final WhatsAppProperties properties;
    private final JsonCaller api;
    private final SafeFetcher fetcher;

    WhatsAppFiles(WhatsAppProperties properties, JsonCaller api, SafeFetcher fetcher) {
        this.properties = properties;
        this.api = api;
        this.fetcher = fetcher;
    }

    /** Fetches one; a {@link FetchFailed} error when it cannot be had, which holds neither token nor address. */
    Mono<Media> fetch(Handle media) {
        // The id came in a body that Meta signed; still it must not become another path.
        if (!ID.matcher(media.id()).matches()) {
            return Mono.error(failed(Why.GONE, null));
        }
        return api.get("/" + media.id() + "?phone_number_id=" + properties.phoneNumberId())
                .map(result -> located(media, result))
                .flatMap(fetcher::fetch)
                .map(Media::new);
    }

    private Fetch located(Handle media, JsonCaller.Result result) {
        Delivery asked = Verdict.of(result, WhatsAppErrors::verdict, answer -> media.id());
        switch (asked) {
            case Delivery.Deferred later -> throw failed(Why.UNREACHABLE, later.retryAfter());
            // What a person has to mend at Meta is mended before the file is gone, which it is after thirty days.
            case Delivery.Refused never ->
                throw failed(WhatsAppErrors.mendable(result) ? Why.UNREACHABLE : Why.GONE, null);
            case Delivery.Sent _, Delivery.Accepted _, Delivery.Partly _ -> {}
        }
        return fetch(address(result));
    }

    private static URI address(JsonCaller.Result result) {
        String url = result instanceof JsonCaller.Result.Answered answered
                ? answered.body().path("url").stringValue("")
                : "";
        try {
            if (!url.isEmpty()) {
                return new URI(url);
            }
        } catch (URISyntaxException nonsense) {
            // As if there were none.
        }
        throw failed(Why.GONE, null);
    }

    private Fetch fetch(URI address) {
        return new Fetch(
                address,
                Set.copyOf(properties.mediaHosts()),
                Set.of(properties.apiUrl()),
                Map.of("Authorization", "Bearer " + properties.accessToken().value()),
                MOST,
                PATIENCE);
    }

    private static FetchFailed failed(Why why, @Nullable Duration retryAfter) {
        return new FetchFailed(why, WhatsAppChannel.NAME, retryAfter);
    }
}
