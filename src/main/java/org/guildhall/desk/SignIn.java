package org.guildhall.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.guildhall.platform.Signature;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checking a username and password, alike for the sign-in page and for HTTP Basic. */
@Component
final class SignIn {

    // Programs sign in on every call: fifty calls a second must not cost fifty slow hashes.
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 1_000;

    private final Staff staff;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Audit audit;
    private final SignInProperties properties;
    private final byte[] key = OpaqueToken.random().value().getBytes(StandardCharsets.UTF_8);
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    private final Map<String, Mono<Boolean>> comparing = new ConcurrentHashMap<>();

    SignIn(Staff staff, Passwords passwords, Attempts attempts, Audit audit, SignInProperties properties) {
        this.staff = staff;
        this.passwords = passwords;
        this.attempts = attempts;
        this.audit = audit;
        this.properties = properties;
    }

    /** How a try ended. */
    sealed interface Outcome {
        record Welcome(StaffMember member) implements Outcome {}

        /**
         * The password is right, and a second factor is still to come.
         *
         * @param setUp whether they have one; otherwise they have to set one up
         */
        record HalfWay(StaffMember member, boolean setUp) implements Outcome {}

        /** Wrong username or password; which of them is nobody's business. */
        record Wrong() implements Outcome {}

        /** Too many wrong ones lately. */
        record Wait(Duration howLong) implements Outcome {}

        /** So many are signing in at this moment that this one was not looked at. */
        record Busy() implements Outcome {}
    }

    /**
     * Checks them.
     *
     * @param typed the username as it was typed; case and outer blanks do not matter
     * @param from where the request comes from, or null when that is unknown
     */
    Mono<Outcome> check(String typed, String password, @Nullable InetSocketAddress from) {
        String username = typed.strip().toLowerCase(Locale.ROOT);
        return staff.credentials(username)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(known -> compare(username, password, known, from))
                .onErrorReturn(RejectedExecutionException.class, new Outcome.Busy());
    }

    private Mono<Outcome> compare(
            String username, String password, Optional<Staff.Credentials> known, @Nullable InetSocketAddress from) {
        String memo = known.map(found -> memo(found, password)).orElse("");
        if (known.isPresent() && right.getIfPresent(memo) != null) {
            return Mono.just(afterPassword(known.get()));
        }
        Optional<Duration> pause = attempts.pause(username, from);
        if (pause.isPresent()) {
            return Mono.just(new Outcome.Wait(pause.get()));
        }
        return matches(password, memo, known)
                .flatMap(same -> same && known.isPresent()
                        ? welcome(known.get(), memo, from)
                        : wrong(username, known.isPresent(), from));
    }

    private Mono<Boolean> matches(String password, String memo, Optional<Staff.Credentials> known) {
        if (password.length() > Passwords.LONGEST) {
            return passwords.matchesNobody("");
        }
        return known.map(found -> matchesOnce(password, memo, found))
                .orElseGet(() -> passwords.matchesNobody(password));
    }

    /** A program that starts with fifty calls at once makes one comparison of it. */
    private Mono<Boolean> matchesOnce(String password, String memo, Staff.Credentials found) {
        return comparing.computeIfAbsent(
                memo,
                same -> passwords
                        .matches(password, found.passwordHash())
                        .doFinally(ended -> comparing.remove(memo))
                        .cache());
    }

    private Mono<Outcome> welcome(Staff.Credentials known, String memo, @Nullable InetSocketAddress from) {
        attempts.succeeded(known.member().username(), from);
        right.put(memo, true);
        return Mono.just(afterPassword(known));
    }

    /** What follows when the password is right, also when it is known from before. */
    Outcome afterPassword(Staff.Credentials known) {
        boolean needed = known.secondFactor() || properties.requiresSecondFactor(known.member());
        return needed ? new Outcome.HalfWay(known.member(), known.secondFactor()) : new Outcome.Welcome(known.member());
    }

    private Mono<Outcome> wrong(String username, boolean exists, @Nullable InetSocketAddress from) {
        attempts.failed(username, from);
        // People type passwords into the wrong field: what names nobody is not written down.
        return audit.record(exists ? username : "nobody", "sign-in.failed", exists ? username : "unknown username")
                .thenReturn(new Outcome.Wrong());
    }

    /** A keyed hash of what was right; it holds the stored hash too, so that a changed password is forgotten at once. */
    private String memo(Staff.Credentials known, String password) {
        return Base64.getEncoder()
                .encodeToString(Signature.hmacSha256(
                        key,
                        known.passwordHash().getBytes(StandardCharsets.UTF_8),
                        new byte[1],
                        password.getBytes(StandardCharsets.UTF_8)));
    }
}
