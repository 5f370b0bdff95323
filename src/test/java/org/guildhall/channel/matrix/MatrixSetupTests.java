package org.guildhall.channel.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
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

class MatrixSetupTests {

    private static final String PREFIX = "guildhall.channels.matrix.";
    private static final Map<String, String> COMPLETE =
            Map.of("user-id", "@council:example.org", "hs-token", "abc", "as-token", "def");

    @Test
    void isOffWithAHomeserverOnThisMachineByDefault() {
        MatrixProperties properties = bound(Map.of());

        assertThat(properties.asToken().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("http://localhost:8008"));
        assertThat(properties.mediaHosts()).isEmpty();
        assertThat(properties.perSecond()).isEqualTo(20);
    }

    @Test
    void hasNoBeansWithoutAToken() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(SafeFetcher.class, FetcherFixture::fetcher)
                .withUserConfiguration(Properties.class, MatrixConfiguration.class);

        runner.withPropertyValues(PREFIX + "as-token=")
                .run(context -> assertThat(context).doesNotHaveBean(MatrixChannel.class));
        runner.withPropertyValues(COMPLETE.entrySet().stream()
                        .map(entry -> PREFIX + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .run(context -> assertThat(context).hasSingleBean(MatrixChannel.class));
    }

    @ParameterizedTest
    @CsvSource({
        "user-id, '', user-id is missing",
        "user-id, council, user-id is missing or not",
        "user-id, @council/x:example.org, user-id is missing or not",
        "hs-token, '', hs-token is missing",
        "hs-token, def, hs-token and as-token are the same",
        "api-url, https://matrix.example.org/, api-url must be",
        "media-hosts, https://media.example.org, media-hosts must be"
    })
    void explainsWhatCannotWorkWithoutShowingIt(String property, String value, String explanation) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(property, value);

        assertThatThrownBy(() -> MatrixSetup.of(bound(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation);
    }

    private static MatrixProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.matrix", MatrixProperties.class);
    }

    @EnableConfigurationProperties(MatrixProperties.class)
    static class Properties {}
}
