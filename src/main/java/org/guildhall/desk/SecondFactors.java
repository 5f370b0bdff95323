package org.guildhall.desk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.platform.Council;
import org.guildhall.platform.Database;
import org.guildhall.platform.QrPath;
import org.guildhall.privacy.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What staff show besides their password: codes of an app, and ten to write down for when it is not at hand. Each counts once,
 * on all nodes together. Times are the database's.
 */
@Component
final class SecondFactors {

    private static final Logger LOG = LoggerFactory.getLogger(SecondFactors.class);

    /** How long somebody may take to set an app up before the page has to be opened anew. */
    private static final int DRAFT_SECONDS = 1_800;

    private static final int RECOVERY_CODES = 10;

    private final Database database;
    private final SignInKeys keys;
    private final Council council;
    private final Audit audit;

    SecondFactors(Database database, SignInKeys keys, Council council, Audit audit) {
        this.database = database;
        this.keys = keys;
        this.council = council;
        this.audit = audit;
    }

    /**
     * One that is being set up. Nothing of it is stored: the page takes it along, locked.
     *
     * @param picture what the app reads
     * @param written the same, to be typed
     * @param locked what the page brings back
     */
    record Draft(QrPath picture, String written, String locked) {
        @Override
        public String toString() {
            return "[draft]";
        }
    }

    /** How setting one up ended. */
    sealed interface SetUp {
        /** It counts from now on; the codes are shown this once. */
        record Done(List<String> recoveryCodes) implements SetUp {
            @Override
            public String toString() {
                return "[recovery codes]";
            }
        }

        /** The code was not the app's; the same may be tried again. */
        record Wrong(Draft draft) implements SetUp {}

        /** It took too long, or what came back is not what was given. */
        record Stale() implements SetUp {}
    }

    /** What a code was worth. */
    enum Checked {
        RIGHT,
        WRONG,
        /** Nobody can tell: it was locked with a key that this node does not have. */
        OTHER_KEY
    }

    /**
     * How somebody's stands.
     *
     * @param recoveryCodes how many are left
     */
    record Standing(boolean on, int recoveryCodes) {}

    /** How somebody's stands. */
    Mono<Standing> standing(StaffMember member) {
        return database.transaction(sql -> sql.sql("""
                        select exists (select from staff_second_factors where staff = :staff) as there,
                               (select count(*) from staff_recovery_codes where staff = :staff) as codes""")
                .param("staff", member.id())
                .query((row, number) -> new Standing(row.getBoolean("there"), row.getInt("codes")))
                .single());
    }

    /** A new one to set up. */
    Mono<Draft> draft(StaffMember member) {
        return database.transaction(sql -> draft(member, Totp.newSecret(), now(sql) + DRAFT_SECONDS));
    }

    private Draft draft(StaffMember member, byte[] secret, long until) {
        byte[] content = ByteBuffer.allocate(Long.BYTES + secret.length)
                .putLong(until)
                .put(secret)
                .array();
        return new Draft(
                QrPath.of(
                        Totp.address(council.name(), member.username(), secret).toString()),
                Totp.written(secret),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(keys.strongbox().lock(content, draftOf(member))));
    }

    /** A draft is no second factor, so one cannot be put in the place of the other. */
    private static String draftOf(StaffMember member) {
        return "draft " + member.id();
    }

    /**
     * Makes a draft count once its app has shown that it has it; replaces what was there.
     *
     * @param locked what the page brought back
     * @param typed the app's code
     */
    Mono<SetUp> confirm(StaffMember member, String locked, String typed) {
        return database.transaction(sql -> {
            long now = now(sql);
            byte[] draft = unlocked(member, locked).orElse(new byte[0]);
            long until = draft.length <= Long.BYTES ? 0 : ByteBuffer.wrap(draft).getLong();
            if (until < now) {
                return new SetUp.Stale();
            }
            byte[] secret = Arrays.copyOfRange(draft, Long.BYTES, draft.length);
            OptionalLong step = Totp.match(secret, typed, Totp.step(now), 0);
            return step.isEmpty()
                    ? new SetUp.Wrong(draft(member, secret, until))
                    : done(sql, member, secret, step.getAsLong());
        });
    }

    private SetUp done(JdbcClient sql, StaffMember member, byte[] secret, long step) {
        Strongbox strongbox = keys.strongbox();
        sql.sql("""
                        insert into staff_second_factors (staff, secret, key_name, last_step)
                        values (:staff, :secret, :key, :step)
                        on conflict (staff) do update
                        set secret = excluded.secret, key_name = excluded.key_name, last_step = excluded.last_step, since = now()""")
                .param("staff", member.id())
                .param("secret", strongbox.lock(secret, member.id().toString()))
                .param("key", strongbox.name())
                .param("step", step)
                .update();
        audit.record(sql, member.username(), "second-factor.add", member.username(), Map.of());
        return new SetUp.Done(newRecoveryCodes(sql, member));
    }

    private Optional<byte[]> unlocked(StaffMember member, String locked) {
        try {
            return keys.strongbox().unlock(Base64.getUrlDecoder().decode(locked), draftOf(member));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    /** Ten new ones in the place of all before, for somebody who has a second factor; empty when they have none. */
    Mono<List<String>> newRecoveryCodes(StaffMember member) {
        return database.transaction(sql -> {
            if (secret(sql, member.id()).isEmpty()) {
                return null;
            }
            audit.record(sql, member.username(), "second-factor.codes", member.username(), Map.of());
            return newRecoveryCodes(sql, member);
        });
    }

    private List<String> newRecoveryCodes(JdbcClient sql, StaffMember member) {
        sql.sql("delete from staff_recovery_codes where staff = :staff")
                .param("staff", member.id())
                .update();
        List<String> codes =
                Stream.generate(RecoveryCode::random).limit(RECOVERY_CODES).toList();
        codes.forEach(code -> sql.sql("insert into staff_recovery_codes (staff, hash) values (:staff, :hash)")
                .param("staff", member.id())
                .param("hash", hash(member.id(), code))
                .update());
        return codes;
    }

    private byte[] hash(UUID staff, String code) {
        return keys.strongbox().mark(RecoveryCode.bare(code), staff.toString());
    }

    /** Whether this is a code of theirs that counts now, and uses it up. */
    Mono<Checked> check(StaffMember member, String typed) {
        return database.transaction(sql -> {
            Locked locked = secret(sql, member.id()).orElse(null);
            if (locked == null) {
                return Checked.WRONG;
            }
            byte[] secret = keys.strongbox()
                    .unlock(locked.secret(), member.id().toString())
                    .orElse(null);
            if (secret == null) {
                LOG.error(
                        "The second factors were locked with key {}, and this node has key {}: give all nodes the same"
                                + " guildhall.desk.encryption-key, or put the file desk.key back into the data folder",
                        locked.keyName(),
                        keys.strongbox().name());
                return Checked.OTHER_KEY;
            }
            return used(sql, member, typed, locked, secret) ? Checked.RIGHT : Checked.WRONG;
        });
    }

    private boolean used(JdbcClient sql, StaffMember member, String typed, Locked locked, byte[] secret) {
        OptionalLong step = Totp.match(secret, typed, Totp.step(now(sql)), locked.lastStep());
        if (step.isPresent()) {
            // Of two that come at the same moment one finds it used.
            return sql.sql(
                                    "update staff_second_factors set last_step = :step where staff = :staff and last_step < :step")
                            .param("step", step.getAsLong())
                            .param("staff", member.id())
                            .update()
                    == 1;
        }
        boolean recovered = sql.sql("delete from staff_recovery_codes where staff = :staff and hash = :hash")
                        .param("staff", member.id())
                        .param("hash", hash(member.id(), typed))
                        .update()
                == 1;
        if (recovered) {
            audit.record(sql, member.username(), "second-factor.recovered", member.username(), Map.of());
        }
        return recovered;
    }

    /** Takes somebody's away; false when they have none. */
    boolean remove(JdbcClient sql, StaffMember member, String by) {
        boolean gone = sql.sql("delete from staff_second_factors where staff = :staff")
                        .param("staff", member.id())
                        .update()
                == 1;
        if (gone) {
            sql.sql("delete from staff_recovery_codes where staff = :staff")
                    .param("staff", member.id())
                    .update();
            audit.record(sql, by, "second-factor.remove", member.username(), Map.of());
        }
        return gone;
    }

    /** The same for their own. */
    Mono<Boolean> remove(StaffMember me) {
        return database.transaction(sql -> remove(sql, me, me.username()));
    }

    /** As it is stored. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Locked(byte[] secret, String keyName, long lastStep) {}

    private static Optional<Locked> secret(JdbcClient sql, UUID staff) {
        return sql.sql("select secret, key_name, last_step from staff_second_factors where staff = :staff")
                .param("staff", staff)
                .query((row, number) ->
                        new Locked(row.getBytes("secret"), row.getString("key_name"), row.getLong("last_step")))
                .optional();
    }

    private static long now(JdbcClient sql) {
        return sql.sql("select extract(epoch from now())::bigint")
                .query(Long.class)
                .single();
    }
}
