package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.guildhall.conversation.Handouts.Waiting;
import org.guildhall.conversation.Priority;

/** What holds whoever waits and whoever is there. */
class RotaPropertyTests {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Property(tries = 300)
    void nobodyGetsMoreThanTheyHaveRoomForOrAnotherTeams(
            @ForAll("crowds") List<Waiting> waiting, @ForAll("staff") List<Rota.Person> people) {
        Map<UUID, Rota.Person> byId =
                people.stream().collect(Collectors.toMap(one -> one.member().id(), Function.identity()));
        Map<UUID, Integer> got = new HashMap<>();

        List<Rota.Given> given = Rota.handOut(waiting, people, PATIENCE);

        for (Rota.Given one : given) {
            Rota.Person person = Objects.requireNonNull(byId.get(one.to().id()));
            assertThat(person.teams()).contains(one.waiting().team());
            assertThat(got.merge(one.to().id(), 1, Integer::sum)).isLessThanOrEqualTo(person.room());
        }
        assertThat(given).extracting(one -> one.waiting().conversation()).doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void nobodyWaitsWhileSomebodyOfTheTeamHasRoomExceptForASpeaker(
            @ForAll("crowds") List<Waiting> waiting, @ForAll("staff") List<Rota.Person> people) {
        List<Rota.Given> given = Rota.handOut(waiting, people, PATIENCE);
        Set<UUID> taken =
                given.stream().map(one -> one.waiting().conversation()).collect(Collectors.toSet());
        Map<UUID, Long> got =
                given.stream().collect(Collectors.groupingBy(one -> one.to().id(), Collectors.counting()));

        for (Waiting one : waiting) {
            boolean roomLeft = people.stream()
                    .anyMatch(person -> person.teams().contains(one.team())
                            && person.room() > got.getOrDefault(person.member().id(), 0L));
            if (!taken.contains(one.conversation()) && roomLeft) {
                assertThat(one.priority()).isNotEqualTo(Priority.DANGER);
                assertThat(one.waited()).isLessThan(PATIENCE);
                assertThat(people)
                        .as("somebody speaks their language and has no room")
                        .anyMatch(person -> person.teams().contains(one.team())
                                && person.languages().contains(one.language()));
            }
        }
    }

    @Provide
    Arbitrary<List<Waiting>> crowds() {
        Arbitrary<String> languages = Arbitraries.of("en", "pl", "ur");
        return Combinators.combine(
                        Arbitraries.create(UUID::randomUUID),
                        Arbitraries.of("waste", "housing", "parking"),
                        Arbitraries.of(Priority.values()),
                        languages,
                        Arbitraries.integers().between(0, 600))
                .as((id, team, priority, language, seconds) ->
                        new Waiting(id, team, priority, language, Duration.ofSeconds(seconds)))
                .list()
                .ofMaxSize(15);
    }

    @Provide
    Arbitrary<List<Rota.Person>> staff() {
        return Combinators.combine(
                        Arbitraries.of("waste", "housing").set().ofMinSize(0),
                        Arbitraries.of("pl", "ur").set(),
                        Arbitraries.integers().between(-1, 4),
                        Arbitraries.integers().between(0, 4))
                .as((teams, languages, room, busy) -> new Rota.Person(
                        Staff.unsaved("s" + UUID.randomUUID(), "Name", Set.of(Role.STAFF), teams),
                        teams,
                        languages,
                        room,
                        busy))
                .list()
                .ofMaxSize(5);
    }
}
