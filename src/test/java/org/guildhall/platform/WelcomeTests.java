package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class WelcomeTests {

    @Test
    void saysWhereEverythingIs() throws IOException {
        Council council = new Council("Marlbridge Council", "", "", "", "", ZoneId.of("Europe/London"), List.of());

        assertThat(new Welcome(new PublicUrl(URI.create("https://ask.example/")), council, new MockEnvironment())
                        .text())
                .contains(
                        "Marlbridge Council",
                        "https://ask.example/\n",
                        "https://ask.example/chat\n",
                        "https://ask.example/desk\n")
                .doesNotContain("{");
    }
}
