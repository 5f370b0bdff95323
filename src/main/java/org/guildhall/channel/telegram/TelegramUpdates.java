package org.guildhall.channel.telegram;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Gets Telegram's updates to come in: registers the webhook, or takes it away and polls. A Telegram that does not
 * answer never keeps the service from starting; it is tried again until it does.
 */
final class TelegramUpdates implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TelegramUpdates.class);

    /** Telegram's own default: https://core.telegram.org/bots/api#setwebhook */
    private static final int MAX_CONNECTIONS = 40;

    private static final Duration STOPPING = Duration.ofSeconds(3);
    private static final Retry UNTIL_IT_WORKS = Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
            .maxBackoff(Duration.ofMinutes(5))
            .doBeforeRetry(retry -> log.warn(
                    "Telegram could not be set up, trying again: {}", TelegramVerdict.summary(retry.failure())));

    private final TelegramSetup setup;
    private final TelegramApi api;
    private final TelegramPoller poller;
    private final BotName name;
    private final String address;
    private Disposable registration = Disposables.disposed();
    private Disposable introduction = Disposables.disposed();
    private @Nullable Thread polling;

    TelegramUpdates(
            TelegramSetup setup,
            TelegramApi api,
            TelegramPoller poller,
            BotName name,
            PublicUrl publicUrl,
            MeterRegistry meters) {
        this.setup = setup;
        this.api = api;
        this.poller = poller;
        this.name = name;
        this.address = publicUrl.at("/webhooks/" + TelegramChannel.NAME);
        if (!setup.webhook()) {
            Gauge.builder("guildhall.telegram.poll.age", poller, TelegramPoller::age)
                    .description("How long ago a poll of Telegram last ended well on this node")
                    .baseUnit("seconds")
                    .register(meters);
        }
    }

    @Override
    public synchronized void start() {
        introduction = introduce().retryWhen(UNTIL_IT_WORKS).subscribe();
        if (setup.webhook()) {
            registration = register().retryWhen(UNTIL_IT_WORKS).subscribe();
        } else {
            // Telegram refuses polling while a webhook is set, so a failure here only delays the first poll.
            registration =
                    api.call(new DeleteWebhook()).retryWhen(UNTIL_IT_WORKS).subscribe();
            polling = Thread.ofVirtual().name("telegram-poll").start(poller);
        }
    }

    private Mono<String> introduce() {
        return api.call(new BotMethods.Myself()).doOnNext(name::is);
    }

    private Mono<Boolean> register() {
        SetWebhook webhook = SetWebhook.builder()
                .url(address)
                .secretToken(setup.properties().secret().value())
                .allowedUpdates(TelegramApi.UPDATES)
                .maxConnections(MAX_CONNECTIONS)
                .build();
        return api.call(webhook).doOnNext(done -> log.info("Telegram sends its updates to {}", address));
    }

    @Override
    public synchronized void stop() {
        introduction.dispose();
        registration.dispose();
        Thread thread = polling;
        polling = null;
        if (thread != null) {
            thread.interrupt();
            await(thread);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(STOPPING);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return polling != null || !registration.isDisposed();
    }
}
