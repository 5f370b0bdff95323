package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class WelcomeTests {

    @Test
    void saysWhereEverythingIs() throws IOException {
        Council council = new Council("Marlbridge Council", "", "", "", "", ZoneId.of("Europe/London"), List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new Welcome(new PublicUrl(URI.create("https://ask.example/")), council, new MockEnvironment())
                .print(new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "Marlbridge Council",
                        "https://ask.example/\n",
                        "https://ask.example/chat\n",
                        "https://ask.example/desk\n")
                .doesNotContain("{");
    }
}
