package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Summary;
import org.junit.jupiter.api.Test;

/** The queue as its page shows it. */
class WaitingViewTests {

    private static final List<Summary> ALL = List.of(
            waits(1, "housing", Priority.DANGER),
            waits(2, "waste", Priority.NORMAL),
            waits(3, "housing", Priority.NORMAL),
            waits(4, "waste", Priority.NORMAL));

    @Test
    void showsEverybodyAndAWayToEachTeam() {
        WaitingView all = view("");

        assertThat(numbers(all)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(all.teams())
                .extracting(WaitingView.TeamLink::words)
                .containsExactly("Everybody (4)", "Housing (2)", "Waste (2)");
        assertThat(all.teams()).filteredOn(WaitingView.TeamLink::here).hasSize(1);
        assertThat(all.path()).isEqualTo("/desk/live/queue");
        assertThat(all.badge()).isEqualTo("4, danger");
        assertThat(all.said()).isEqualTo("4 people are waiting");
    }

    @Test
    void showsOneTeamAndDangerWhereverItIs() {
        WaitingView waste = view("waste");

        assertThat(numbers(waste)).containsExactly(1L, 2L, 4L);
        assertThat(waste.path()).isEqualTo("/desk/live/queue?team=waste");
    }

    @Test
    void staysWithATeamOfWhichNobodyWaitsAnyMore() {
        WaitingView parking = WaitingView.of(List.of(ALL.get(1)), Map.of(), Optional.of("parking"), QueueOrder.URGENT);

        assertThat(parking.rows()).isEmpty();
        assertThat(parking.badge()).isEmpty();
        assertThat(parking.teams())
                .extracting(WaitingView.TeamLink::words)
                .containsExactly("Everybody (1)", "Parking (0)", "Waste (1)");
    }

    @Test
    void takesNoMadeUpTeamForOne() {
        assertThat(numbers(view("\"><script>"))).hasSize(4);
        assertThat(view("\"><script>").path()).isEqualTo("/desk/live/queue");
    }

    @Test
    void needsNoWaysWhenThereIsOneTeamOnly() {
        assertThat(WaitingView.of(List.of(ALL.get(1)), Map.of(), Optional.empty(), QueueOrder.URGENT)
                        .teams())
                .isEmpty();
    }

    @Test
    void saysWhatTheAssistantThoughtOf() {
        List<Decision.Tried> tried = List.of(
                new Decision.Tried("missed-bin", "Report a missed bin", 0.414),
                new Decision.Tried("bin-days", "Bin days", 0.2),
                new Decision.Tried("new-bin", "Order a bin", 0.1),
                new Decision.Tried("more", "More", 0.05));

        assertThat(QueueRow.of(ALL.get(1), tried).topic())
                .isEqualTo("Report a missed bin (41% sure), Bin days (20% sure), Order a bin (10% sure)");
        assertThat(QueueRow.of(ALL.get(1)).topic()).isEmpty();
        assertThat(QueueRow.of(ALL.get(1), List.of(new Decision.Tried("weeds", "Weeds", 0.004)))
                        .topic())
                .as("next to nothing")
                .isEmpty();
        assertThat(QueueRow.of(ALL.get(1)).language()).isEqualTo("Polish");
    }

    private static WaitingView view(String team) {
        return WaitingView.of(ALL, Map.of(), Optional.of(team).filter(name -> !name.isEmpty()), QueueOrder.URGENT);
    }

    private static List<Long> numbers(WaitingView view) {
        return view.rows().stream()
                .map(row -> row.id().getLeastSignificantBits())
                .toList();
    }

    private static Summary waits(int number, String team, Priority priority) {
        return new Summary(
                new UUID(0, number),
                "BIN-4F7K",
                team,
                priority,
                Floor.QUEUE,
                "telegram",
                60,
                "help",
                null,
                "pl",
                Instant.EPOCH,
                1,
                null);
    }
}
