package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, as the queue's page shows it: all, or one team's and whoever may be in danger anywhere.
 *
 * @param teams where to look at one team only; none when there are not several
 * @param path what the page fetches when something has changed
 * @param number how many wait, of those that are shown
 * @param said that, in words
 * @param badge the same for the title of the page, and whether somebody may be in danger; empty when nobody waits
 */
record WaitingView(List<QueueRow> rows, List<TeamLink> teams, String path, int number, String said, String badge) {

    /**
     * A way to one team's part.
     *
     * @param words its name and how many wait there
     * @param here whether this is what is shown
     */
    record TeamLink(String path, String words, boolean here) {}

    /**
     * Of those that somebody sees.
     *
     * @param about what each seems to be about, the surest first
     * @param wanted the team that is asked for; what cannot be a team's name is as good as none
     * @param order in which they are given, and in which the links ask for them
     */
    static WaitingView of(
            List<Summary> all, Map<UUID, List<Decision.Tried>> about, Optional<String> wanted, QueueOrder order) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        all.forEach(one -> counts.merge(team(one), 1, Integer::sum));
        String team = wanted.filter(name -> Teams.NAME.matcher(name).matches()).orElse(null);
        if (team != null) {
            counts.putIfAbsent(team, 0);
        }
        List<QueueRow> rows = all.stream()
                .filter(one -> team == null || team.equals(team(one)) || one.priority() == Priority.DANGER)
                .map(one -> QueueRow.of(one, about.getOrDefault(one.id(), List.of())))
                .toList();
        return new WaitingView(
                rows,
                counts.size() < 2 ? List.of() : links(all.size(), counts, team, order),
                "/desk/live/queue" + query(team, order),
                rows.size(),
                rows.size() == 1
                        ? WORDS.say("waiting.one")
                        : WORDS.say("waiting.several", Map.of("number", rows.size())),
                badge(rows));
    }

    private static String badge(List<QueueRow> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        boolean danger = rows.stream().anyMatch(QueueRow::danger);
        return WORDS.say(danger ? "waiting.badge-danger" : "waiting.badge", Map.of("number", rows.size()));
    }

    private static String team(Summary one) {
        return one.team() == null ? Teams.FRONT_DESK : one.team();
    }

    private static List<TeamLink> links(
            int all, SortedMap<String, Integer> counts, @Nullable String team, QueueOrder order) {
        List<TeamLink> links = new ArrayList<>();
        links.add(link(null, WORDS.say("waiting.everybody"), all, team == null, order));
        counts.forEach((name, number) -> links.add(link(name, Spoken.name(name), number, name.equals(team), order)));
        return links;
    }

    private static TeamLink link(@Nullable String team, String name, int number, boolean here, QueueOrder order) {
        return new TeamLink(
                "/desk" + query(team, order), WORDS.say("waiting.team", Map.of("team", name, "number", number)), here);
    }

    private static String query(@Nullable String team, QueueOrder order) {
        String ordered = order.query();
        return team == null ? ordered : (ordered.isEmpty() ? "?" : ordered + "&") + "team=" + team;
    }
}
