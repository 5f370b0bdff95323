package org.guildhall.desk;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a member of staff may do. Stored and spoken of by its lower-case name. */
enum Role {
    /** Answers citizens for their own teams and for the front desk. */
    STAFF,
    /** Answers citizens for every team. */
    SUPERVISOR,
    /** Looks after the knowledge base. */
    EDITOR,
    /** Everything, and makes accounts and tokens. */
    ADMINISTRATOR,
    /** Reads who did what. */
    AUDITOR;

    /** Roles that speak with citizens. */
    static final Set<Role> ANSWERING = Set.of(STAFF, SUPERVISOR, ADMINISTRATOR);

    /** Roles that see every team's conversations. */
    static final Set<Role> ALL_TEAMS = Set.of(SUPERVISOR, ADMINISTRATOR);

    /** Roles that see what is wrong with the knowledge base. */
    static final Set<Role> KNOWLEDGE = Set.of(EDITOR, ADMINISTRATOR, SUPERVISOR);

    /** Roles that look after what could not be dealt with, which may be anybody's. */
    static final Set<Role> MENDING = ALL_TEAMS;

    /** Roles that look after canned replies. */
    static final Set<Role> PREPARING = ALL_TEAMS;

    /** Roles that decide whether somebody is not answered for a while. */
    static final Set<Role> BLOCKING = ALL_TEAMS;

    /** Roles that read the audit. */
    static final Set<Role> AUDITING = Set.of(AUDITOR, ADMINISTRATOR);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).toArray(String[]::new);
    }
}
