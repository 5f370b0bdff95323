package org.guildhall.channel.line;

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

class LineSetupTests {

    private static final String PREFIX = "guildhall.channels.line.";

    @Test
    void isOffWithLinesOwnAddressesByDefault() {
        LineProperties properties = bound(Map.of());

        assertThat(properties.accessToken().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://api.line.me"));
        assertThat(properties.dataUrl()).isEqualTo(URI.create("https://api-data.line.me"));
        assertThat(properties.perSecond()).isEqualTo(500);
    }

    @Test
    void hasNoBeansWithoutAToken() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(SafeFetcher.class, FetcherFixture::fetcher)
                .withUserConfiguration(Properties.class, LineConfiguration.class)
                .withPropertyValues(PREFIX + "channel-secret=" + Fixtures.SECRET);

        runner.withPropertyValues(PREFIX + "access-token=")
                .run(context -> assertThat(context).doesNotHaveBean(LineChannel.class));
        runner.withPropertyValues(PREFIX + "access-token=" + Fixtures.TOKEN)
                .run(context -> assertThat(context).hasSingleBean(LineChannel.class));
    }

    @ParameterizedTest
    @CsvSource({
        "channel-secret, '', channel-secret is missing",
        "api-url, ftp://line.example, api-url must be",
        "api-url, https://line.example/, api-url must be",
        "data-url, line.example, data-url must be",
        "data-url, https://line.example?x=1, data-url must be"
    })
    void explainsWhatCannotWorkWithoutShowingIt(String property, String value, String explanation) {
        Map<String, String> settings =
                new HashMap<>(Map.of("access-token", Fixtures.TOKEN, "channel-secret", Fixtures.SECRET));
        settings.put(property, value);
        LineProperties properties = bound(settings);

        assertThatThrownBy(() -> Fixtures.channel(properties))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation)
                .message()
                .doesNotContain(Fixtures.TOKEN)
                .doesNotContain(Fixtures.SECRET);
    }

    private static LineProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.line", LineProperties.class);
    }

    @EnableConfigurationProperties(LineProperties.class)
    static class Properties {}
}
