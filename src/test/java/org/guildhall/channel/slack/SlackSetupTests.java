package org.guildhall.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.platform.Council;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.SafeFetcher;
import org.guildhall.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SlackSetupTests {

    private static final String PREFIX = "guildhall.channels.slack.";
    private static final Map<String, String> COMPLETE = Map.of("bot-token", "xoxb-1", "signing-secret", "abc");

    @Test
    void isOffWithSlacksOwnAddressByDefault() {
        SlackProperties properties = bound(Map.of());

        assertThat(properties.botToken().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://slack.com/api"));
        assertThat(properties.perSecond()).isEqualTo(5);
        assertThat(properties.mediaHosts()).containsExactly("files.slack.com");
    }

    @Test
    void hasNoBeansWithoutAToken() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(SafeFetcher.class, FetcherFixture::fetcher)
                .withBean(Council.class, SlackSetupTests::council)
                .withUserConfiguration(Properties.class, SlackConfiguration.class);

        runner.withPropertyValues(PREFIX + "bot-token=")
                .run(context -> assertThat(context).doesNotHaveBean(SlackChannel.class));
        runner.withPropertyValues(PREFIX + "bot-token=xoxb-1", PREFIX + "signing-secret=abc")
                .run(context -> assertThat(context).hasSingleBean(SlackChannel.class));
    }

    @ParameterizedTest
    @CsvSource({
        "signing-secret, '', signing-secret is missing",
        "team-id, the council, team-id is not",
        "staff-room, '#desk', staff-room is not",
        "staff-room, U0SOMEBODY, staff-room is not",
        "api-url, ftp://slack.example, api-url must be",
        "api-url, https://slack.example/, api-url must be",
        "media-hosts, https://files.slack.com, media-hosts must be",
        "media-hosts, Files.slack.com, media-hosts must be"
    })
    void explainsWhatCannotWorkWithoutShowingIt(String property, String value, String explanation) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(property, value);

        assertThatThrownBy(() -> SlackSetup.of(bound(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation);
    }

    @Test
    void takesWhatIsComplete() {
        assertThat(SlackSetup.of(bound(COMPLETE)).properties().teamId()).isEmpty();
    }

    @Test
    void hasNoStaffRoomUnlessOneIsSet() {
        assertThat(bound(Map.of()).staffRoom()).isEmpty();
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put("staff-room", "C0STAFFROOM");
        assertThat(SlackSetup.of(bound(settings)).properties().staffRoom()).isEqualTo("C0STAFFROOM");
    }

    private static Council council() {
        return new Council("Marlbridge", "", "", "", "", ZoneOffset.UTC, List.of());
    }

    private static SlackProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.slack", SlackProperties.class);
    }

    @EnableConfigurationProperties(SlackProperties.class)
    static class Properties {}
}
