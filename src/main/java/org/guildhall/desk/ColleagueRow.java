package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A member of staff in the list of who is there.
 *
 * @param standing {@code here}, {@code away} or {@code gone}
 * @param words the same, as people say it
 * @param teams whose conversations they answer, in words; empty for none in particular
 * @param languages what they speak besides English, in words; empty for nothing
 * @param load how many conversations keep them busy, and how many they are given at most, in words
 * @param path where what they take on can be changed
 */
record ColleagueRow(
        String username,
        String name,
        String standing,
        String words,
        String teams,
        String languages,
        String load,
        String path) {

    /**
     * One of the list.
     *
     * @param busy how many conversations keep them busy
     * @param installation how many anybody is given at once unless it is said for them
     */
    static ColleagueRow of(Colleague one, int busy, int installation) {
        StaffMember member = one.member();
        String standing = standing(one);
        int capacity = one.capacity(installation);
        return new ColleagueRow(
                member.username(),
                member.fullName(),
                standing,
                WORDS.say("colleague." + standing),
                member.teams().stream().map(Spoken::name).collect(Collectors.joining(", ")),
                one.languages().stream().sorted().map(Languages::name).collect(Collectors.joining(", ")),
                capacity == 0
                        ? WORDS.say("colleague.load", Map.of("busy", busy))
                        : WORDS.say("colleague.load-of", Map.of("busy", busy, "capacity", capacity)),
                PresenceRoutes.PATH + "/people/" + member.username());
    }

    /** Their name, and whether they are not there. */
    static String named(Colleague one) {
        String standing = standing(one);
        String name = one.member().fullName();
        return standing.equals("here") ? name : WORDS.say("colleague.named-" + standing, Map.of("name", name));
    }

    private static String standing(Colleague one) {
        if (!one.here()) {
            return "gone";
        }
        return one.away() ? "away" : "here";
    }
}
