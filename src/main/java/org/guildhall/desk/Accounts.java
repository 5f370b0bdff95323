package org.guildhall.desk;

import java.util.Map;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
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

        /** The username is taken. */
        record Taken() implements Made {}

        /** Field by field, a key of the desk's messages. */
        record Faulty(Map<String, String> faults) implements Made {}
    }

    Mono<Made> make(NewAccount wanted, StaffMember by) {
        Map<String, String> faults = wanted.faults(passwords);
        if (!faults.isEmpty()) {
            return Mono.just(new Made.Faulty(faults));
        }
        StaffMember member =
                Staff.unsaved(wanted.wantedUsername(), wanted.wantedName(), wanted.wantedRoles(), wanted.wantedTeams());
        return passwords
                .hash(wanted.wantedPassword())
                .flatMap(hash -> database.transaction(sql -> {
                    boolean added = staff.add(sql, member, hash);
                    if (added) {
                        audit.record(
                                sql, by.username(), "staff.add", member.username(), Map.of("roles", member.roles()));
                    }
                    return added;
                }))
                .map(added -> added ? new Made.Account(member) : new Made.Taken());
    }
}
