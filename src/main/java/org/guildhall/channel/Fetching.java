package org.guildhall.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guildhall.conversation.Downloads;
import org.guildhall.platform.FetchFailed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Fetches what citizens sent along from their messengers, one after the other. Files of a messenger that is not switched
 * on wait.
 */
@Component
final class Fetching {

    /** Longer than any channel may take for one. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private static final Logger log = LoggerFactory.getLogger(Fetching.class);

    private final Channels channels;
    private final Downloads downloads;

    Fetching(Channels channels, Downloads downloads) {
        this.channels = channels;
        this.downloads = downloads;
    }

    /**
     * Fetches one file that is due; blocks.
     *
     * @return whether there was one
     */
    boolean workOnOne() {
        Optional<Downloads.Wanted> wanted = downloads.take(channels.accounts());
        try {
            if (wanted.isPresent()) {
                fetch(wanted.get());
            }
        } catch (InterruptedException stopped) {
            // The lease on the file at hand runs out, and another node or the next start fetches it.
            Thread.currentThread().interrupt();
        }
        return wanted.isPresent();
    }

    private void fetch(Downloads.Wanted wanted) throws InterruptedException {
        String name = wanted.handle().channel();
        Mono<Media> fetch = channels.named(name)
                .map(channel -> channel.fetch(wanted.handle()))
                .orElseGet(() -> Mono.error(new FetchFailed(FetchFailed.Why.UNREACHABLE, name)));
        try {
            Media media = fetch.toFuture().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            if (media == null) {
                failed(wanted, new FetchFailed(FetchFailed.Why.GONE, name));
            } else {
                downloads.fetched(wanted, media.bytes());
                channels.named(name).ifPresent(channel -> kept(channel, wanted));
            }
        } catch (ExecutionException trouble) {
            failed(wanted, told(trouble.getCause(), name));
        } catch (TimeoutException slow) {
            failed(wanted, new FetchFailed(FetchFailed.Why.TOO_SLOW, name));
        }
    }

    private static void kept(Channel channel, Downloads.Wanted wanted) {
        Mono.defer(() -> channel.kept(wanted.handle()))
                .subscribe(
                        ignored -> {},
                        trouble ->
                                log.warn("{} still holds a file that is kept: {}", channel.name(), trouble.getClass()));
    }

    private void failed(Downloads.Wanted wanted, FetchFailed failure) {
        log.warn(
                "A file could not be fetched at try {}, {}: {}",
                wanted.attempt(),
                failure.why().lasting() ? "so it is given up" : "so it is tried again",
                failure.getMessage());
        downloads.failed(wanted, failure.why(), failure.retryAfter());
    }

    private static FetchFailed told(@Nullable Throwable trouble, String name) {
        if (trouble instanceof FetchFailed known) {
            return known;
        }
        // Another exception's own message may hold an address, and the address a token.
        log.error(
                "Fetching from {} failed: {}",
                name,
                trouble == null ? "?" : trouble.getClass().getName());
        return new FetchFailed(FetchFailed.Why.UNREACHABLE, name);
    }
}
