package org.guildhall.channel.x;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.guildhall.channel.JsonCaller;
import org.guildhall.message.Delivery;
import org.guildhall.platform.Secret;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The token under which we write, which X gives for two hours, and with it a refresh token that is good once
 * (https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token#refresh-tokens). So one node at a time asks for a
 * new one, and all share what it gets.
 */
final class XAccess {

    static final String TOKENS = "/2/oauth2/token";

    /** Before it ends, so that a call that begins with it also ends with it. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final long USUAL_SECONDS = 7200;

    /** A refresh token that is not written down is lost: a restarting database is back within seconds. */
    private static final Retry UNTIL_WRITTEN =
            Retry.backoff(10, Duration.ofMillis(100)).maxBackoff(Duration.ofSeconds(1));

    private static final Token NONE = new Token(new Secret(""), 0);

    private final JsonCaller login;
    private final Store store;
    private final AtomicReference<Token> current = new AtomicReference<>(NONE);
    private final AtomicReference<Secret> refused = new AtomicReference<>(new Secret(""));

    /**
     * Access for one account.
     *
     * @param login calls the API as the app, and not as the account
     */
    XAccess(JsonCaller login, Store store) {
        this.login = login;
        this.store = store;
    }

    /** Where tokens are kept for all nodes. */
    interface Store {

        /** The token that is good now; empty when none is. */
        Mono<Good> current();

        /** The refresh token, for the one who may use it now; empty when somebody else does. */
        Mono<Secret> lease();

        /** Keeps what X gave for it, and lets the next one have it. */
        Mono<Void> keep(Good access, Secret refresh);
    }

    /**
     * A token and how long it is good.
     *
     * @param seconds from now
     */
    record Good(Secret token, long seconds) {}

    /** Whether there is a token. */
    sealed interface Answer {

        /** There is; {@link #authorization} says it. */
        record Ready() implements Answer {}

        /** There is none, which is how sending ends. */
        record Missing(Delivery why) implements Answer {}
    }

    /**
     * Sees to it that there is a token.
     *
     * @return never an error signal
     */
    Mono<Answer> ready() {
        if (current.get().lasts()) {
            return Mono.just(new Answer.Ready());
        }
        return store.current()
                .filter(kept -> !kept.token().equals(refused.get()))
                .<Answer>map(this::take)
                .switchIfEmpty(Mono.defer(this::renewed))
                .onErrorReturn(new Answer.Missing(new Delivery.Deferred(A_MOMENT, XErrors.reason("not-kept"), false)));
    }

    /** What the header says that goes with each call. */
    String authorization() {
        return "Bearer " + current.get().value().value();
    }

    /** X did not take the token: another is needed. */
    void refused() {
        refused.set(current.get().value());
        current.set(NONE);
    }

    private Mono<Answer> renewed() {
        return store.lease()
                .flatMap(this::renew)
                .defaultIfEmpty(new Answer.Missing(new Delivery.Deferred(A_MOMENT, XErrors.reason("renewing"), false)));
    }

    private Mono<Answer> renew(Secret refresh) {
        LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "refresh_token");
        form.add("refresh_token", refresh.value());
        return login.postForm(TOKENS, form).flatMap(result -> switch (result) {
            case JsonCaller.Result.Silent silent -> missing(new Delivery.Deferred(null, silent.reason(), false));
            case JsonCaller.Result.Answered answered when answered.successful() -> renewed(answered, refresh);
            case JsonCaller.Result.Answered answered -> missing(notRenewed(answered));
        });
    }

    private Mono<Answer> renewed(JsonCaller.Result.Answered answer, Secret before) {
        String token = answer.body().path("access_token").stringValue("");
        String next = answer.body().path("refresh_token").stringValue("");
        if (token.isBlank()) {
            return missing(new Delivery.Deferred(A_MOMENT, XErrors.reason("renewing"), false));
        }
        Good good = new Good(new Secret(token), answer.body().path("expires_in").asLong(USUAL_SECONDS));
        return store.keep(good, next.isBlank() ? before : new Secret(next))
                .retryWhen(UNTIL_WRITTEN)
                // Here it is good all the same, and the operator has two hours to look at the log.
                .onErrorComplete()
                .then(Mono.fromSupplier(() -> take(good)));
    }

    /** A refresh token that X does not know is mended by a person alone. */
    private static Delivery notRenewed(JsonCaller.Result.Answered answer) {
        boolean ours = answer.status() == 400 || answer.status() == 401 || answer.status() == 403;
        return ours
                ? new Delivery.Refused(XErrors.reason("not-renewed"), false)
                : new Delivery.Deferred(answer.retryAfter(), XErrors.reason("renewing"), false);
    }

    private static Mono<Answer> missing(Delivery why) {
        return Mono.just(new Answer.Missing(why));
    }

    private Answer take(Good good) {
        long nanos =
                Duration.ofSeconds(Math.max(0, good.seconds())).minus(EARLY).toNanos();
        current.set(new Token(good.token(), System.nanoTime() + nanos));
        return new Answer.Ready();
    }

    /**
     * What this node holds.
     *
     * @param until by {@link System#nanoTime}
     */
    private record Token(Secret value, long until) {
        boolean lasts() {
            return value.present() && until - System.nanoTime() > 0;
        }
    }
}
