package org.guildhall.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guildhall.conversation.Handouts.Waiting;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.StaffName;

/**
 * Who is given what of those who wait. Whoever is most urgent comes first, then whoever waits longest; each goes to somebody
 * of the team who has room, if possible to one who speaks the citizen's language, then to whoever has least to do.
 */
final class Rota {

    private Rota() {}

    /**
     * Somebody who is at the desk and takes new work.
     *
     * @param teams whose conversations they are given
     * @param languages what they speak besides English, as small ISO 639 codes
     * @param room how many conversations they can be given now, also below 0
     * @param busy how many they have
     */
    record Person(StaffMember member, Set<String> teams, Set<String> languages, int room, int busy) {}

    /** Somebody gets a conversation. */
    record Given(Waiting waiting, StaffMember to) {}

    /**
     * Hands out as much as there is room for.
     *
     * @param waiting in the order in which they are to be taken
     * @param people in the order in which they come when they have equally much to do
     * @param patience how long a citizen waits for somebody who speaks their language and has no room yet; whoever may be in
     *     danger does not
     */
    static List<Given> handOut(List<Waiting> waiting, List<Person> people, Duration patience) {
        Map<StaffName, Integer> more = new HashMap<>();
        List<Given> given = new ArrayList<>();
        for (Waiting one : waiting) {
            List<Person> team = people.stream()
                    .filter(person -> person.teams().contains(one.team()))
                    .toList();
            choose(one, team, more, patience).ifPresent(person -> {
                more.merge(person.member().staffName(), 1, Integer::sum);
                given.add(new Given(one, person.member()));
            });
        }
        return given;
    }

    private static Optional<Person> choose(
            Waiting waiting, List<Person> team, Map<StaffName, Integer> more, Duration patience) {
        Map<Boolean, List<Person>> speaking = team.stream()
                .collect(Collectors.partitioningBy(person -> Languages.foreign(waiting.language())
                        .map(person.languages()::contains)
                        .orElse(true)));
        List<Person> speakers = speaking.getOrDefault(true, List.of());
        Optional<Person> speaker = leastBusy(speakers, more);
        boolean worthWaiting = !speakers.isEmpty()
                && waiting.priority() != Priority.DANGER
                && waiting.waited().compareTo(patience) < 0;
        return speaker.isPresent() || worthWaiting ? speaker : leastBusy(speaking.getOrDefault(false, List.of()), more);
    }

    private static Optional<Person> leastBusy(List<Person> people, Map<StaffName, Integer> more) {
        return people.stream()
                .filter(person -> person.room() > extra(person, more))
                .min(Comparator.comparingInt(person -> person.busy() + extra(person, more)));
    }

    private static int extra(Person person, Map<StaffName, Integer> more) {
        return more.getOrDefault(person.member().staffName(), 0);
    }
}
