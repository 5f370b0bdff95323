package org.guildhall.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.channel.meta.PlatformChannel;
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

class MessengerSetupTests {

    private static final String PREFIX = "guildhall.channels.messenger.";
    private static final Map<String, String> COMPLETE =
            Map.of("access-token", "EAAG", "page-id", "104700001", "app-secret", "abc", "verify-token", "word");

    @Test
    void isOffWithMetasOwnAddressesByDefault() {
        MessengerProperties properties = bound(Map.of());

        assertThat(properties.accessToken().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://graph.facebook.com/v25.0"));
        assertThat(properties.mediaHosts())
                .containsExactlyInAnyOrder("cdn.fbsbx.com", "lookaside.fbsbx.com", "*.fbcdn.net");
        assertThat(properties.perSecond()).isEqualTo(300);
    }

    @Test
    void hasNoBeansWithoutAToken() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(SafeFetcher.class, FetcherFixture::fetcher)
                .withUserConfiguration(Properties.class, MessengerConfiguration.class);

        runner.withPropertyValues(PREFIX + "access-token=")
                .run(context -> assertThat(context).doesNotHaveBean(PlatformChannel.class));
        runner.withPropertyValues(COMPLETE.entrySet().stream()
                        .map(entry -> PREFIX + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .run(context -> assertThat(
                                context.getBean(PlatformChannel.class).name())
                        .isEqualTo("messenger"));
    }

    @ParameterizedTest
    @CsvSource({
        "page-id, '', page-id is missing",
        "page-id, OurCouncil, page-id is missing or not",
        "app-secret, '', app-secret is missing",
        "verify-token, '', verify-token is missing",
        "api-url, ftp://graph.example, api-url must be",
        "api-url, https://graph.example/, api-url must be",
        "media-hosts, https://cdn.fbsbx.com, media-hosts must be",
        "media-hosts, *, media-hosts must be"
    })
    void explainsWhatCannotWork(String property, String value, String explanation) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(property, value);

        assertThatThrownBy(() -> Fixtures.channel(bound(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation);
    }

    @Test
    void takesWhatIsComplete() {
        assertThat(Fixtures.channel(bound(COMPLETE)).account()).isEqualTo("104700001");
    }

    private static MessengerProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.messenger", MessengerProperties.class);
    }

    @EnableConfigurationProperties(MessengerProperties.class)
    static class Properties {}
}
