package org.guildhall.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class XSetupTests {

    private static final String PREFIX = "guildhall.channels.x.";
    private static final Map<String, String> COMPLETE = Map.of(
            "user-id", "1780000000000000001",
            "consumer-secret", "abc",
            "client-id", "id",
            "client-secret", "def",
            "refresh-token", "ghi");

    @Test
    void isOffWithXsOwnAddressAndWithoutALimitByDefault() {
        XProperties properties = bound(Map.of());

        assertThat(properties.refreshToken().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://api.x.com"));
        assertThat(properties.mediaHosts()).containsExactlyInAnyOrder("pbs.twimg.com", "video.twimg.com");
        assertThat(properties.spendCap()).isZero();
        assertThat(properties.answerMentions()).isTrue();
        assertThat(properties.perSecond()).isEqualTo(5);
    }

    @Test
    void hasNoBeansWithoutAToken() {
        new ApplicationContextRunner()
                .withUserConfiguration(Properties.class, XConfiguration.class)
                .withPropertyValues(PREFIX + "refresh-token=")
                .run(context -> assertThat(context).doesNotHaveBean(XChannel.class));
    }

    @ParameterizedTest
    @CsvSource({
        "user-id, '', user-id is missing",
        "user-id, @exampleton, user-id is missing or not",
        "consumer-secret, '', consumer-secret is missing",
        "client-id, '', client-id or client-secret is missing",
        "client-secret, '', client-id or client-secret is missing",
        "api-url, https://api.x.com/, api-url must be",
        "media-hosts, https://pbs.twimg.com, media-hosts must be",
        "spend-cap, 0.01, spend-cap is not even enough",
        "spend-cap, -1, spend-cap is not even enough"
    })
    void explainsWhatCannotWorkWithoutShowingIt(String property, String value, String explanation) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(property, value);

        assertThatThrownBy(() -> XSetup.of(bound(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation);
    }

    @Test
    void knowsForHowManyMessagesTheMoneyIsEnough() {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        assertThat(XSetup.of(bound(settings)).mostCalls()).isZero();
        settings.put("spend-cap", "100");
        assertThat(XSetup.of(bound(settings)).mostCalls()).isEqualTo(6666);
        settings.put("price", "0.02");
        assertThat(XSetup.of(bound(settings)).mostCalls()).isEqualTo(5000);
    }

    private static XProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.x", XProperties.class);
    }

    @EnableConfigurationProperties(XProperties.class)
    static class Properties {}
}
