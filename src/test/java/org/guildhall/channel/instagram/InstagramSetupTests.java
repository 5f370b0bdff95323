package org.guildhall.channel.instagram;

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

class InstagramSetupTests {

    private static final String PREFIX = "guildhall.channels.instagram.";
    private static final Map<String, String> COMPLETE = Map.of(
            "access-token", "EAAG", "account-id", "17841400000000001", "app-secret", "abc", "verify-token", "word");

    @Test
    void isOffWithMetasOwnAddressesByDefault() {
        InstagramProperties properties = bound(Map.of());

        assertThat(properties.accessToken().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://graph.facebook.com/v25.0"));
        assertThat(properties.mediaHosts())
                .containsExactlyInAnyOrder("cdn.fbsbx.com", "lookaside.fbsbx.com", "*.fbcdn.net", "*.cdninstagram.com");
        assertThat(properties.perSecond()).isEqualTo(100);
    }

    @Test
    void hasNoBeansWithoutAToken() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(SafeFetcher.class, FetcherFixture::fetcher)
                .withUserConfiguration(Properties.class, InstagramConfiguration.class);

        runner.withPropertyValues(PREFIX + "access-token=")
                .run(context -> assertThat(context).doesNotHaveBean(PlatformChannel.class));
        runner.withPropertyValues(COMPLETE.entrySet().stream()
                        .map(entry -> PREFIX + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .run(context -> assertThat(
                                context.getBean(PlatformChannel.class).name())
                        .isEqualTo("instagram"));
    }

    @ParameterizedTest
    @CsvSource({
        "account-id, '', account-id is missing",
        "account-id, OurCouncil, account-id is missing or not",
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
        assertThat(Fixtures.channel(bound(COMPLETE)).account()).isEqualTo("17841400000000001");
    }

    private static InstagramProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.instagram", InstagramProperties.class);
    }

    @EnableConfigurationProperties(InstagramProperties.class)
    static class Properties {}
}
