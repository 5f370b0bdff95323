package org.guildhall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

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
        assertThat(faults.apply(call(1))).isEqualTo(new Fault.Down());
        faults.down(false);
        assertThat(faults.apply(call(1))).isEqualTo(Fault.NONE);
    }

    private static List<Fault> faults(long seed, int... chats) {
        Faults faults = new Faults(seed, 0.3);
        return IntStream.of(chats).mapToObj(chat -> faults.apply(call(chat))).toList();
    }

    private static BotApi.Call call(int chat) {
        return new BotApi.Call(
                "42:token", "sendmessage", JsonNodeFactory.instance.objectNode().put("chat_id", chat), 0);
    }
}
