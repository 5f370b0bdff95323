package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;

/** Whatever a browser, or another site through it, says about where a form comes from. */
class OwnFormFuzzTests {

    private static final String HOST = "help.example.gov.uk";
    private static final OwnForm FORM = new OwnForm(new PublicUrl(URI.create("https://" + HOST)));

    static Stream<byte[]> origins() {
        return Stream.concat(
                Stream.of(
                                "https://" + HOST,
                                "https://" + HOST.toUpperCase(Locale.ROOT),
                                "https://" + HOST + ".evil.example",
                                "https://evil.example#" + HOST,
                                "https://" + HOST + "@evil.example",
                                "https://evil.example/?//" + HOST,
                                "//" + HOST,
                                "same-origin",
                                "same-site",
                                "none",
                                "null",
                                "https://[",
                                "mailto:x",
                                "")
                        .map(origin -> origin.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("origins")
    @FuzzTest(maxDuration = "60s")
    void aForeignSiteNeverPassesForOurs(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            assertThat(FORM.sent(headers(text, HOST, null), true))
                    .as("origin %s", text)
                    .isEqualTo(isOurs(text));
            assertThat(FORM.sent(headers("https://evil.example", text, "same-origin"), true))
                    .as("host %s", text)
                    .isEqualTo(text.equalsIgnoreCase("evil.example"));
            assertThat(FORM.sent(headers("https://" + HOST, HOST, text), true))
                    .as("site %s", text)
                    .isEqualTo(text.equals("same-origin"));
        }
    }

    /** The address's own authority and nothing else of it. */
    private static boolean isOurs(String origin) {
        try {
            return HOST.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }

    private static HttpHeaders headers(String origin, String host, @Nullable String site) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ORIGIN, origin);
        headers.set(HttpHeaders.HOST, host);
        if (site != null) {
            headers.set("Sec-Fetch-Site", site);
        }
        return headers;
    }
}
