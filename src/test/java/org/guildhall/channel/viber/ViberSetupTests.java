package org.guildhall.channel.viber;

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

class ViberSetupTests {

    private static final String PREFIX = "guildhall.channels.viber.";

    @Test
    void isOffWithVibersOwnAddressByDefault() {
        ViberProperties properties = bound(Map.of());

        assertThat(properties.authToken().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://chatapi.viber.com"));
        assertThat(properties.sender()).isEqualTo("Council");
        assertThat(properties.mediaHosts()).containsExactly("*.viber.com");
        assertThat(properties.perSecond()).isEqualTo(50);
    }

    @Test
    void hasNoBeansWithoutAToken() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(SafeFetcher.class, FetcherFixture::fetcher)
                .withUserConfiguration(Properties.class, ViberConfiguration.class);

        runner.withPropertyValues(PREFIX + "auth-token=")
                .run(context -> assertThat(context).doesNotHaveBean(ViberChannel.class));
        runner.withPropertyValues(PREFIX + "auth-token=" + Fixtures.TOKEN)
                .run(context -> assertThat(context).hasSingleBean(ViberChannel.class));
    }

    @ParameterizedTest
    @CsvSource({
        "sender, ' ', sender is empty",
        "sender, The Council of a Very Long Place, sender is empty or longer",
        "api-url, ftp://viber.example, api-url must be",
        "api-url, https://viber.example/, api-url must be",
        "media-hosts, https://viber.example/, media-hosts must be"
    })
    void explainsWhatCannotWorkWithoutShowingIt(String property, String value, String explanation) {
        ViberProperties properties = bound(Map.of("auth-token", Fixtures.TOKEN, property, value));

        assertThatThrownBy(() -> Fixtures.channel(properties))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation)
                .message()
                .doesNotContain(Fixtures.TOKEN);
    }

    private static ViberProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.viber", ViberProperties.class);
    }

    @EnableConfigurationProperties(ViberProperties.class)
    static class Properties {}
}
