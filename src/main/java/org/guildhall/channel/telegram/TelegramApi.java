package org.guildhall.channel.telegram;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import reactor.core.publisher.Mono;

/** The Bot API over telegrambots-client. The token stays in here: no log and no exception of ours holds an address. */
final class TelegramApi implements AutoCloseable {

    /** What we ask Telegram to send: https://core.telegram.org/bots/api#update */
    static final List<String> UPDATES =
            List.of("message", "edited_message", "callback_query", "my_chat_member", "message_reaction");

    /** Below the courier's own timeout, so that the reason is known. */
    private static final Duration CALL = Duration.ofMillis(4500);

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int PARALLEL = 64;

    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("telegram-", 0).factory());
    private final OkHttpTelegramClient sending;
    private final OkHttpTelegramClient polling;

    TelegramApi(TelegramProperties properties, ObjectMapper json, Duration longestPoll) {
        OkHttpClient http = client(json);
        OkHttpClient patient = http.newBuilder()
                .callTimeout(longestPoll.plus(CALL))
                .readTimeout(longestPoll.plus(CALL))
                .build();
        TelegramUrl url = url(properties.apiUrl());
        this.sending = new OkHttpTelegramClient(json, http, properties.token().value(), url);
        this.polling =
                new OkHttpTelegramClient(json, patient, properties.token().value(), url);
    }

    private OkHttpClient client(ObjectMapper json) {
        Dispatcher dispatcher = new Dispatcher(workers);
        dispatcher.setMaxRequests(PARALLEL + 1);
        dispatcher.setMaxRequestsPerHost(PARALLEL + 1);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(PARALLEL, 20, TimeUnit.SECONDS))
                .addInterceptor(new PlainAnswers(json))
                .connectTimeout(CONNECT)
                .callTimeout(CALL)
                // OkHttp would repeat a POST whose answer was lost, and the citizen would read it twice.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();
    }

    private static TelegramUrl url(URI api) {
        int standard = "https".equals(api.getScheme()) ? 443 : 80;
        return new TelegramUrl(api.getScheme(), api.getHost(), api.getPort() < 0 ? standard : api.getPort(), false);
    }

    /** Calls a method; its refusals and the network's are error signals. */
    <T extends Serializable> Mono<T> call(BotApiMethod<T> method) {
        return onWorker(() -> sending.executeAsync(method));
    }

    Mono<Boolean> call(SetWebhook method) {
        return onWorker(() -> sending.executeAsync(method));
    }

    /**
     * Fetches updates from this offset on, waiting for one to come; blocks.
     *
     * @throws ExecutionException with Telegram's refusal or the network's trouble as its cause
     */
    List<BotMethods.Fetched> fetch(long offset, Duration patience)
            throws InterruptedException, ExecutionException, TelegramApiException {
        // The client's own blocking call swallows interrupts, and a stopping server would wait for nothing.
        return polling.executeAsync(new BotMethods.Fetch(offset, patience.toSeconds(), UPDATES))
                .get();
    }

    /** Writing JSON and opening connections is not for event loops. */
    private <T> Mono<T> onWorker(Call<T> call) {
        return Mono.fromFuture(
                () -> CompletableFuture.supplyAsync(() -> start(call), workers).thenCompose(future -> future));
    }

    private static <T> CompletableFuture<T> start(Call<T> call) {
        try {
            return call.start();
        } catch (TelegramApiException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private interface Call<T> {
        CompletableFuture<T> start() throws TelegramApiException;
    }
}
