package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.Map;
import java.util.Set;
import org.guildhall.platform.Database;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Secret;
import org.guildhall.privacy.Audit;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes the account {@code admin} when there is no account at all, and prints its password if it had to invent one: once,
 * to the console and never to a log, because it cannot be read again. Of two nodes that start together only the one whose
 * row it is prints.
 */
@Component
final class FirstAdministrator implements ApplicationRunner {

    static final String USERNAME = "admin";

    private final Database database;
    private final Staff staff;
    private final Passwords passwords;
    private final Secret configured;
    private final PublicUrl publicUrl;
    private final Audit audit;

    FirstAdministrator(
            Database database,
            Staff staff,
            Passwords passwords,
            DeskProperties properties,
            PublicUrl publicUrl,
            Audit audit) {
        this.database = database;
        this.staff = staff;
        this.passwords = passwords;
        this.configured = properties.adminPassword();
        this.publicUrl = publicUrl;
        this.audit = audit;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (database.inTransaction(staff::none)) {
            makeFirst();
        } else if (configured.present()) {
            replacePassword();
        }
    }

    private void makeFirst() {
        String password = configured.present() ? configured.value() : Passwords.generated();
        String hash = passwords.hashNow(password);
        StaffMember admin =
                Staff.unsaved(USERNAME, WORDS.say("admin.name"), Set.of(Role.ADMINISTRATOR), Set.of(Teams.FRONT_DESK));
        boolean made = database.inTransaction(sql -> {
            boolean added = staff.add(sql, admin, hash);
            if (added) {
                Welcoming.begin(sql, admin);
                audit.record(sql, "system", "staff.add", USERNAME, Map.of());
            }
            return added;
        });
        if (made && !configured.present()) {
            // Not through the log: it may be shipped and kept, and this must be seen once only.
            System.out.println(WORDS.say(
                    "admin.first", Map.of("desk", publicUrl.at("/desk"), "username", USERNAME, "password", password)));
        }
    }

    /** The way back in for whoever runs the server, when the password was lost. */
    private void replacePassword() {
        database.inTransaction(sql -> staff.credentials(sql, USERNAME))
                .filter(admin -> !passwords.matchesNow(configured.value(), admin.passwordHash()))
                .ifPresent(admin -> database.inTransaction(sql -> {
                    staff.changePassword(sql, admin.member(), passwords.hashNow(configured.value()));
                    audit.record(sql, "system", "staff.password", USERNAME, Map.of());
                    return true;
                }));
    }
}
