package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.Handouts.Waiting;
import org.guildhall.conversation.Priority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is given what. */
class RotaTests {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Rota.Person> people = new ArrayList<>();

    @Test
    void goesFromTheFirstToTheLastWhileThereIsRoom() {
        person("anna", 2, 0, "waste");
        waits(1, "waste", null);
        waits(2, "waste", null);
        waits(3, "waste", null);

        assertThat(given()).containsExactly("1 anna", "2 anna");
    }

    @Test
    void goesByTeam() {
        person("anna", 5, 0, "waste", "front-desk");
        person("hana", 5, 0, "housing", "front-desk");
        waits(1, "housing", null);
        waits(2, "waste", null);
        waits(3, "parking", null);

        assertThat(given()).containsExactly("1 hana", "2 anna");
    }

    @Test
    void goesToWhoeverHasLeastToDoAndThenToWhoeverWasGivenSomethingLongestAgo() {
        person("anna", 5, 1, "waste");
        person("bob", 5, 0, "waste");
        person("cat", 5, 0, "waste");
        waits(1, "waste", null);
        waits(2, "waste", null);
        waits(3, "waste", null);
        waits(4, "waste", null);

        assertThat(given()).containsExactly("1 bob", "2 cat", "3 anna", "4 bob");
    }

    @Test
    void leavesOutWhoHasTakenMoreThanTheyAreGiven() {
        person("anna", -2, 5, "waste");
        waits(1, "waste", null);

        assertThat(given()).isEmpty();
    }

    @Test
    void prefersWhoSpeaksTheirLanguage() {
        person("anna", 5, 0, "waste");
        speaker("piotr", 5, 3, "pl");
        waits(1, "waste", "pl-PL");
        waits(2, "waste", "en-GB");
        waits(3, "waste", "ur");

        assertThat(given()).containsExactly("1 piotr", "2 anna", "3 anna");
    }

    @Test
    void waitsAWhileForASpeakerWhoHasNoRoomAndNotForEver() {
        person("anna", 5, 0, "waste");
        speaker("piotr", 0, 3, "pl");
        waits(1, "waste", "pl");
        waits(2, "waste", null);
        assertThat(given()).as("others pass by meanwhile").containsExactly("2 anna");

        waiting.clear();
        waits(1, "waste", "pl", Priority.NORMAL, PATIENCE);
        assertThat(given()).containsExactly("1 anna");
    }

    @Test
    void doesNotWaitForASpeakerWhoIsNotThereOrInAnotherTeam() {
        person("anna", 5, 0, "waste");
        people.add(new Rota.Person(member("piotr"), Set.of("housing"), Set.of("pl"), 0, 3));
        waits(1, "waste", "pl");

        assertThat(given()).containsExactly("1 anna");
    }

    @Test
    void doesNotLetDangerWaitForALanguage() {
        person("anna", 5, 0, "waste");
        speaker("piotr", 0, 3, "pl");
        waits(1, "waste", "pl", Priority.DANGER, A_MOMENT);

        assertThat(given()).containsExactly("1 anna");
    }

    private void person(String username, int room, int busy, String... teams) {
        people.add(new Rota.Person(member(username), Set.of(teams), Set.of(), room, busy));
    }

    private void speaker(String username, int room, int busy, String language) {
        people.add(new Rota.Person(member(username), Set.of("waste"), Set.of(language), room, busy));
    }

    private static StaffMember member(String username) {
        return Staff.unsaved(username, "Name", Set.of(Role.STAFF), Set.of());
    }

    private void waits(int number, String team, @Nullable String language) {
        waits(number, team, language, Priority.NORMAL, A_MOMENT);
    }

    private void waits(int number, String team, @Nullable String language, Priority priority, Duration waited) {
        waiting.add(new Waiting(new UUID(0, number), team, priority, language, waited));
    }

    private List<String> given() {
        return Rota.handOut(waiting, people, PATIENCE).stream()
                .map(one -> one.waiting().conversation().getLeastSignificantBits() + " "
                        + one.to().username())
                .toList();
    }
}
