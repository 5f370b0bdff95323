package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskingTests {

    @Test
    void whoeverIsNamedWithAnAtIsMeant() {
        assertThat(Asking.named("@bob do we take mattresses?")).containsExactly("bob");
        assertThat(Asking.named("Ask @Bob, @anna.lee and (@kim).")).containsExactly("anna.lee", "bob", "kim");
        assertThat(Asking.named("What do you think,\n@bob?")).containsExactly("bob");
    }

    @Test
    void aNameMayEndASentence() {
        assertThat(Asking.named("Please look, @bob.")).contains("bob");
        assertThat(Asking.named("@bob_ and @b-")).contains("bob", "b");
    }

    @Test
    void noAddressOrOtherWordNamesAnybody() {
        assertThat(Asking.named("Write to bob@council.example or x@bob")).isEmpty();
        assertThat(Asking.named("it costs 5 @ 3, see https://a.example/@bob")).isEmpty();
        assertThat(Asking.named("@@bob")).isEmpty();
    }
}
