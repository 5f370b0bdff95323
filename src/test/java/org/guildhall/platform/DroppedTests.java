package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.canary.Canary;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

class DroppedTests {

    @Test
    void whatFailsWhenNobodyWaitsForItIsLoggedWithoutItsWords() {
        assertThat(new Dropped()).isNotNull();

        Operators.onErrorDropped(new IllegalStateException(Canary.words("my bin")), Context.empty());

        assertThat(Canary.caught()).isEmpty();
    }
}
