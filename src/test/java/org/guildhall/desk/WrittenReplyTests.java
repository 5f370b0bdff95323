package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WrittenReplyTests {

    @Test
    void acceptsATeamsOrEverybodysReply() {
        assertThat(faults("waste", "Greeting", "Hello {name}, see [[missed-bin]]."))
                .isEmpty();
        assertThat(faults(null, "Greeting", "Hello")).isEmpty();
        assertThat(faults("", "Greeting", "x".repeat(10_000))).isEmpty();
        assertThat(new WrittenReply("", "a", "b").wantedTeam()).isNull();
    }

    @Test
    void namesEveryFieldThatIsWrongInTheOrderOfTheForm() {
        assertThat(faults("moon", " ", "\u0000")).containsOnlyKeys("title", "team", "text");
        assertThat(faults(null, null, null).keySet()).containsExactly("title", "text");
        assertThat(faults(null, "x".repeat(101), "a")).containsOnlyKeys("title");
        assertThat(faults(null, "two\nlines", "a")).containsOnlyKeys("title");
        assertThat(faults(null, "a", "x".repeat(10_001))).containsOnlyKeys("text");
    }

    @Test
    void namesAnArticleThatIsNotThere() {
        assertThat(faults(null, "a", "See [[missed-bin]] and [[nothing]]"))
                .containsExactly(Map.entry("text", "There is no article called nothing to link to."));
    }

    private static Map<String, String> faults(@Nullable String team, @Nullable String title, @Nullable String text) {
        return new WrittenReply(team, title, text).faults(Set.of("waste"), "missed-bin"::equals);
    }
}
