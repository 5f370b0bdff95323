package org.guildhall.desk;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Checking somebody's code as patiently as passwords are checked. Wrong codes are counted apart from wrong passwords, which a right
 * one forgets.
 */
@Component
final class CodeCheck {

    /** No username has a blank in it. */
    private static final String COUNTED_AS = "code ";

    private final SecondFactors factors;
    private final Attempts attempts;
    private final Audit audit;

    CodeCheck(SecondFactors factors, Attempts attempts, Audit audit) {
        this.factors = factors;
        this.attempts = attempts;
        this.audit = audit;
    }

    /** How a try ended. */
    sealed interface Outcome {
        record Right() implements Outcome {}

        /**
         * It does not count.
         *
         * @param key why, as a key of the desk's messages
         */
        record Wrong(String key) implements Outcome {}

        /** Too many wrong ones lately. */
        record Wait(Duration howLong) implements Outcome {}
    }

    /**
     * Whether this is a code of theirs that counts now, and uses it up.
     *
     * @param from where the request comes from, or null when that is unknown
     */
    Mono<Outcome> check(StaffMember member, String typed, @Nullable InetSocketAddress from) {
        String counted = COUNTED_AS + member.username();
        if (typed.isBlank()) {
            return Mono.just(new Outcome.Wrong("code.missing"));
        }
        Optional<Duration> pause = attempts.pause(counted, from);
        if (pause.isPresent()) {
            return Mono.just(new Outcome.Wait(pause.get()));
        }
        return factors.check(member, typed).flatMap(checked -> switch (checked) {
            case RIGHT -> {
                attempts.succeeded(counted, from);
                yield Mono.<Outcome>just(new Outcome.Right());
            }
            case WRONG -> {
                attempts.failed(counted, from);
                yield audit.record(member.username(), "sign-in.failed", member.username(), Map.of("code", true))
                        .thenReturn(new Outcome.Wrong("code.wrong"));
            }
            case OTHER_KEY -> Mono.<Outcome>just(new Outcome.Wrong("code.other-key"));
        });
    }
}
