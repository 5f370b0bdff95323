package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewAccountTests {

    private final Passwords passwords = new Passwords();

    @Test
    void findsNothingWrongWithAnOrdinaryOne() {
        assertThat(new NewAccount("Anna.B", "Anna", List.of("staff"), List.of("waste"), "three random words")
                        .faults(passwords))
                .isEmpty();
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThat(new NewAccount("an na", " ", List.of("king"), List.of("Waste!"), "short").faults(passwords))
                .containsOnlyKeys("username", "name", "roles", "teams", "password");
        assertThat(new NewAccount(null, null, null, null, null).faults(passwords))
                .containsOnlyKeys("username", "name", "roles", "password");
        assertThat(new NewAccount(
                                "anna",
                                "Anna",
                                Arrays.asList("staff", null),
                                Arrays.asList((String) null),
                                "three random words")
                        .faults(passwords))
                .containsOnlyKeys("roles", "teams");
    }

    @Test
    void refusesPasswordsThatAreTriedFirst() {
        for (String weak :
                List.of("password1", "Password123", "12345678", "aaaaaaaaaaaa", "annabell", "annabell12", "1234567")) {
            assertThat(passwords.weakness(weak, "annabell")).as(weak).isPresent();
        }
        assertThat(passwords.weakness("annabell likes tea", "annabell")).isEmpty();
    }
}
