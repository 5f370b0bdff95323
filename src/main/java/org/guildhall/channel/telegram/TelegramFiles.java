package org.guildhall.channel.telegram;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.guildhall.channel.Media;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.platform.Fetch;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.guildhall.platform.SafeFetcher;
import reactor.core.publisher.Mono;

/**
 * Files that people sent to the bot: {@code getFile} says where one is for the next hour, below an address that holds the
 * token (https://core.telegram.org/bots/api#getfile). That address never leaves this class but to be fetched.
 */
final class TelegramFiles {

    /** The most a bot may download: https://core.telegram.org/bots/api#getfile */
    private static final int MOST = 20 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TelegramProperties properties;
    private final TelegramApi api;
    private final SafeFetcher fetcher;

    TelegramFiles(TelegramProperties properties, TelegramApi api, SafeFetcher fetcher) {
        this.properties = properties;
        this.api = api;
        this.fetcher = fetcher;
    }

    /** Fetches one; a {@link FetchFailed} error when it cannot be had, which holds neither token nor path. */
    Mono<Media> fetch(Handle media) {
        return api.call(new BotMethods.Locate(media.id()))
                .onErrorMap(TelegramFiles::refused)
                .flatMap(path -> fetcher.fetch(fetch(path)))
                .map(Media::new);
    }

    private Fetch fetch(String path) {
        URI base = properties.apiUrl();
        return new Fetch(address(base, path), Set.of(host(base)), Set.of(base), Map.of(), MOST, PATIENCE);
    }

    private URI address(URI base, String path) {
        boolean below = !path.isBlank()
                && !path.startsWith("/")
                && Arrays.stream(path.split("/", -1)).noneMatch(step -> step.isEmpty() || step.startsWith("."));
        if (!below) {
            throw new FetchFailed(Why.GONE, TelegramChannel.NAME);
        }
        try {
            String whole = "/file/bot" + properties.token().value() + "/" + path;
            return new URI(base.getScheme(), null, base.getHost(), base.getPort(), whole, null, null);
        } catch (URISyntaxException impossible) {
            throw new FetchFailed(Why.GONE, TelegramChannel.NAME);
        }
    }

    private static String host(URI base) {
        return base.getHost().toLowerCase(Locale.ROOT);
    }

    private static FetchFailed refused(Throwable trouble) {
        // A wrong token is mended by a person, and the files are still there then.
        if (TelegramVerdict.wrongToken(trouble)) {
            return new FetchFailed(Why.UNREACHABLE, TelegramChannel.NAME);
        }
        return switch (TelegramVerdict.of(trouble)) {
            case Delivery.Deferred later -> new FetchFailed(Why.UNREACHABLE, TelegramChannel.NAME, later.retryAfter());
            case Delivery.Refused never ->
                new FetchFailed(never.reason().contains("too big") ? Why.TOO_LARGE : Why.GONE, TelegramChannel.NAME);
            case Delivery.Sent _, Delivery.Accepted _, Delivery.Partly _ ->
                throw new IllegalStateException("Trouble is never a success");
        };
    }
}
