package org.guildhall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTests {

    private static final int CALLS = 2_000;

    @Test
    void theSameSeedFailsTheSameCallsInWhateverOrderChatsCome() {
        List<Fault> forwards = faults(7, IntStream.range(0, CALLS).toArray());
        List<Fault> backwards =
                faults(7, IntStream.range(0, CALLS).map(i -> CALLS - 1 - i).toArray());
        assertThat(forwards)
                .isEqualTo(backwards.reversed())
                .isNotEqualTo(faults(8, IntStream.range(0, CALLS).toArray()));
    }

    @Test
    void aboutTheShareThatWasAskedForFails() {
        List<Fault> faults = faults(7, IntStream.range(0, CALLS).toArray());
        assertThat(Collections.frequency(faults, Fault.NONE) / (double) CALLS).isBetween(0.65, 0.75);
    }

    @Test
    void duringAnOutageEveryCallFails() {
        Faults faults = new Faults(7, 0);
        faults.down(true);
        assertThat(next(faults, 1)).isEqualTo(new Fault.Down());
        assertThat(faults.withCall()).isEqualTo(new Fault.Down());
        faults.down(false);
        assertThat(next(faults, 1)).isEqualTo(Fault.NONE);
        assertThat(faults.withCall()).isEqualTo(Fault.NONE);
    }

    private static List<Fault> faults(long seed, int... chats) {
        Faults faults = new Faults(seed, 0.3);
        return IntStream.of(chats).mapToObj(chat -> next(faults, chat)).toList();
    }

    private static Fault next(Faults faults, int chat) {
        return faults.withMessage(Integer.toString(chat), Fault.tooMany(1), Fault.error(500, "Internal Server Error"));
    }
}
