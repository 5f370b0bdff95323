package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/** What a form about an account needs, and what it brings back. */
final class StaffForm {

    private StaffForm() {}

    /** The account that was typed; its owner chooses the password. */
    static NewAccount typed(MultiValueMap<String, String> form) {
        return new NewAccount(
                form.getFirst("username"),
                form.getFirst("name"),
                List.copyOf(form.getOrDefault("roles", List.of())),
                List.copyOf(form.getOrDefault("teams", List.of())),
                null);
    }

    /**
     * The fields as they are to be shown.
     *
     * @param teams all there are
     * @param faults what is wrong, as keys of the desk's messages by field
     */
    static Map<String, Object> fields(NewAccount shown, Set<String> teams, Map<String, String> faults) {
        Map<String, Object> model = new HashMap<>();
        model.put("username", shown.wantedUsername());
        model.put("name", shown.wantedName());
        model.put("checked", checked(shown));
        model.put(
                "teams",
                teams.stream()
                        .map(team -> new ConversationPages.Option(team, Spoken.name(team)))
                        .toList());
        model.put(
                "roles",
                Stream.of(Role.values())
                        .map(role -> new ConversationPages.Option(role.word(), Spoken.word("role", role)))
                        .toList());
        if (!faults.isEmpty()) {
            Map<String, String> words = new HashMap<>();
            faults.forEach((field, key) -> words.put(field, WORDS.say(key)));
            model.put("faults", words);
        }
        return model;
    }

    private static List<String> checked(NewAccount shown) {
        return Stream.of(shown.roles(), shown.teams())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .toList();
    }
}
