package org.guildhall.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashing passwords with Argon2id, off the event loop and two at a time: each takes 19 MiB and tens of milliseconds, so
 * an unbounded number would be a way to bring the server down. What does not fit the line is refused.
 */
@Component
final class Passwords implements DisposableBean {

    /** Shorter ones are refused (OWASP ASVS 5, 6.2.1). */
    static final int SHORTEST = 8;

    /** Longer ones are refused, so that nobody makes us hash a book. */
    static final int LONGEST = 128;

    // OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane.
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    private static final int AT_ONCE = 2;
    private static final int LINE = 100;
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private final PasswordEncoder argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Scheduler hashing = Schedulers.newBoundedElastic(AT_ONCE, LINE, "argon2");
    private final Set<String> common = common();
    // What a password is compared with when nobody has the username, so that both take the same time.
    private final Mono<String> nobodys = hash(UUID.randomUUID().toString()).cache();

    /** The hash to store. */
    Mono<String> hash(String password) {
        return onHashing(() -> argon2.encode(password));
    }

    /** Whether the password is the one of the hash. Fails with RejectedExecutionException when the line is full. */
    Mono<Boolean> matches(String password, String hash) {
        return onHashing(() -> argon2.matches(password, hash));
    }

    /** Takes as long as a comparison and says no. */
    Mono<Boolean> matchesNobody(String password) {
        return nobodys.flatMap(hash -> matches(password, hash)).thenReturn(false);
    }

    private <T> Mono<T> onHashing(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(hashing);
    }

    /** The hash, for start-up where blocking is fine. */
    String hashNow(String password) {
        return encoded(argon2.encode(password));
    }

    boolean matchesNow(String password, String hash) {
        return argon2.matches(password, hash);
    }

    private static String encoded(@Nullable String hash) {
        return Objects.requireNonNull(hash, "only a null password has a null hash");
    }

    /** Why a new password will not do, as a key of the desk's messages; empty when it will. */
    Optional<String> weakness(String password, String username) {
        if (password.length() < SHORTEST) {
            return Optional.of("password.short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("password.long");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        boolean guessable =
                common.contains(plain) || plain.replace(username, "").length() < 4;
        boolean dull = plain.chars().distinct().count() < 4;
        return guessable || dull ? Optional.of("password.common") : Optional.empty();
    }

    /** A password nobody has to invent: 20 random letters and digits in groups, about 99 bits. */
    static String generated() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    private static Set<String> common() {
        try (InputStream list = Passwords.class.getResourceAsStream("common-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("common-passwords.txt is missing from the jar");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        hashing.dispose();
    }
}
