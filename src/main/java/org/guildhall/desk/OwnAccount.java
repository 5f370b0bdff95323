package org.guildhall.desk;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changing one's own password, which ends all of one's sessions. */
@Component
final class OwnAccount {

    private final Database database;
    private final Staff staff;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Audit audit;

    OwnAccount(Database database, Staff staff, Passwords passwords, Attempts attempts, Audit audit) {
        this.database = database;
        this.staff = staff;
        this.passwords = passwords;
        this.attempts = attempts;
        this.audit = audit;
    }

    /** How it ended. */
    sealed interface Changed {
        record Done() implements Changed {}

        /** Too many wrong ones lately: whoever finds a browser open must not be able to guess. */
        record Wait(Duration howLong) implements Changed {}

        /** What is wrong with one of the two, as a key of the desk's messages. */
        record Faulty(String field, String key) implements Changed {}
    }

    /**
     * Replaces the password.
     *
     * @param current what it is now
     * @param wanted what it is to be
     * @param from where the request comes from, or null when that is unknown
     */
    Mono<Changed> changePassword(StaffMember me, String current, String wanted, @Nullable InetSocketAddress from) {
        Optional<Duration> pause = attempts.pause(me.username(), from);
        if (pause.isPresent()) {
            return Mono.just(new Changed.Wait(pause.get()));
        }
        Optional<String> weakness = passwords.weakness(wanted, me.username());
        if (weakness.isPresent()) {
            return Mono.just(new Changed.Faulty("new-password", weakness.get()));
        }
        return staff.credentials(me.username())
                .flatMap(known -> right(current, known))
                .defaultIfEmpty(false)
                .flatMap(right -> right ? change(me, wanted) : wrong(me, from));
    }

    private Mono<Boolean> right(String current, Staff.Credentials known) {
        return current.length() > Passwords.LONGEST
                ? Mono.just(false)
                : passwords.matches(current, known.passwordHash());
    }

    private Mono<Changed> wrong(StaffMember me, @Nullable InetSocketAddress from) {
        attempts.failed(me.username(), from);
        return Mono.just(new Changed.Faulty("current-password", "password.current"));
    }

    private Mono<Changed> change(StaffMember me, String wanted) {
        return passwords
                .hash(wanted)
                .flatMap(hash -> database.run(sql -> {
                    staff.choosePassword(sql, me, hash);
                    audit.record(sql, me.username(), "staff.password", me.username(), Map.of());
                }))
                .thenReturn(new Changed.Done());
    }
}
