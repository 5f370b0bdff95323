package org.guildhall.desk;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An account somebody asks for, as it came from the API or from the form; also the body of {@code POST /api/desk/staff}.
 *
 * @param password never shown, not even by {@code toString}
 */
record NewAccount(
        @Nullable String username,
        @Nullable String name,
        @Nullable List<@Nullable String> roles,
        @Nullable List<@Nullable String> teams,
        @Nullable String password) {

    private static final int LONGEST_NAME = 100;

    String wantedUsername() {
        return username == null ? "" : username.strip().toLowerCase(Locale.ROOT);
    }

    String wantedName() {
        return WrittenText.clean(name);
    }

    String wantedPassword() {
        return password == null ? "" : password;
    }

    Set<Role> wantedRoles() {
        return roles == null
                ? Set.of()
                : roles.stream().flatMap(word -> role(word).stream()).collect(Collectors.toSet());
    }

    Set<String> wantedTeams() {
        Set<String> wanted = new HashSet<>();
        for (String team : teams == null ? List.<@Nullable String>of() : teams) {
            wanted.add(team == null ? "" : team);
        }
        return wanted;
    }

    private static Optional<Role> role(@Nullable String word) {
        return word == null ? Optional.empty() : Role.of(word);
    }

    /** What is wrong with it: the field and a key of the desk's messages, in the order of the form; empty when nothing. */
    Map<String, String> faults(Passwords passwords) {
        Map<String, String> faults = faults();
        passwords.weakness(wantedPassword(), wantedUsername()).ifPresent(key -> faults.put("password", key));
        return faults;
    }

    /** The same for one whose owner chooses the password later. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!Staff.USERNAME.matcher(wantedUsername()).matches()) {
            faults.put("username", "account.username");
        }
        if (wantedName().isEmpty()
                || wantedName().length() > LONGEST_NAME
                || wantedName().contains("\n")) {
            faults.put("name", "account.name");
        }
        if (roles == null
                || roles.isEmpty()
                || wantedRoles().size() < Set.copyOf(known(roles)).size()) {
            faults.put("roles", "account.roles");
        }
        if (!wantedTeams().stream().allMatch(team -> Teams.NAME.matcher(team).matches())) {
            faults.put("teams", "account.teams");
        }
        return faults;
    }

    private static List<String> known(List<@Nullable String> words) {
        return words.stream().map(word -> word == null ? "" : word).toList();
    }

    @Override
    public String toString() {
        return "NewAccount[" + wantedUsername() + "]";
    }
}
