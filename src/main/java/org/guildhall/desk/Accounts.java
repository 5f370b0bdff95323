package org.guildhall.desk;

import java.util.Map;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Making accounts, the same for the console and for the API. */
@Component
final class Accounts {

    private final Database database;
    private final Staff staff;
    private final Passwords passwords;
    private final Audit audit;

    Accounts(Database database, Staff staff, Passwords passwords, Audit audit) {
        this.database = database;
        this.staff = staff;
        this.passwords = passwords;
        this.audit = audit;
    }

    /** How it ended. */
    sealed interface Made {
        record Account(StaffMember member) implements Made {}

        /** The same for somebody who chooses their password by a link. */
        record Invited(StaffMember member, OpaqueToken key) implements Made {}

        /** Only administrators make accounts. */
        record Forbidden() implements Made {}

        /** The username is taken. */
        record Taken() implements Made {}

        /** Field by field, a key of the desk's messages. */
        record Faulty(Map<String, String> faults) implements Made {}
    }

    /** Makes one with the password that it says. */
    Mono<Made> make(NewAccount wanted, StaffMember by) {
        Map<String, String> faults = wanted.faults(passwords);
        if (!faults.isEmpty()) {
            return Mono.just(new Made.Faulty(faults));
        }
        StaffMember member = unsaved(wanted);
        return passwords
                .hash(wanted.wantedPassword())
                .flatMap(hash -> database.<Made>transaction(sql -> added(sql, member, hash, by)));
    }

    /** Makes one with a password that nobody knows, and a link with which its owner chooses one. */
    Mono<Made> invite(NewAccount wanted, StaffMember by) {
        Map<String, String> faults = wanted.faults();
        if (!faults.isEmpty()) {
            return Mono.just(new Made.Faulty(faults));
        }
        StaffMember member = unsaved(wanted);
        return passwords
                .hash(Passwords.generated())
                .flatMap(hash -> database.<Made>transaction(sql -> switch (added(sql, member, hash, by)) {
                    case Made.Account made -> new Made.Invited(member, PasswordLinks.make(sql, member.id()));
                    case Made other -> other;
                }));
    }

    private static StaffMember unsaved(NewAccount wanted) {
        return Staff.unsaved(wanted.wantedUsername(), wanted.wantedName(), wanted.wantedRoles(), wanted.wantedTeams());
    }

    private Made added(JdbcClient sql, StaffMember member, String passwordHash, StaffMember by) {
        if (!Staff.administers(sql, by)) {
            return new Made.Forbidden();
        }
        if (!staff.add(sql, member, passwordHash)) {
            return new Made.Taken();
        }
        audit.record(sql, by.username(), "staff.add", member.username(), Map.of("roles", member.roles()));
        return new Made.Account(member);
    }
}
