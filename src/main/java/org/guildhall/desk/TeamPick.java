package org.guildhall.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose settings a page shows, and those of whom else it could show.
 *
 * @param team the team's name, empty for everybody
 * @param name the same in words
 * @param options all that can be picked
 */
record TeamPick(String team, String name, List<ConversationPages.Option> options) {

    static TeamPick of(Set<String> teams, @Nullable String team, String everybody) {
        List<ConversationPages.Option> options = new ArrayList<>(List.of(new ConversationPages.Option("", everybody)));
        teams.forEach(one -> options.add(new ConversationPages.Option(one, Spoken.name(one))));
        return new TeamPick(team == null ? "" : team, team == null ? everybody : Spoken.name(team), options);
    }

    /** A team as a form or an address names it; null for everybody. */
    static @Nullable String team(@Nullable String named) {
        return named == null || named.isBlank() ? null : named.strip();
    }

    /** Back to the page, which then says what was done. */
    static String path(String path, @Nullable String team, String done) {
        String to = path + "?done=" + done;
        return team == null ? to : to + "&team=" + URLEncoder.encode(team, StandardCharsets.UTF_8);
    }
}
