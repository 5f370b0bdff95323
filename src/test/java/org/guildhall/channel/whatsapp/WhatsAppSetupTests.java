package org.guildhall.channel.whatsapp;

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

class WhatsAppSetupTests {

    private static final String PREFIX = "guildhall.channels.whatsapp.";
    private static final Map<String, String> COMPLETE =
            Map.of("access-token", "EAAG", "phone-number-id", "104600001", "app-secret", "abc", "verify-token", "word");

    @Test
    void isOffWithMetasOwnAddressByDefault() {
        WhatsAppProperties properties = bound(Map.of());

        assertThat(properties.accessToken().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://graph.facebook.com/v25.0"));
        assertThat(properties.perSecond()).isEqualTo(80);
        assertThat(properties.mediaHosts()).containsExactly("lookaside.fbsbx.com");
        assertThat(properties.template().present()).isFalse();
        assertThat(properties.template().language()).isEqualTo("en_GB");
    }

    @Test
    void hasNoBeansWithoutAToken() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(SafeFetcher.class, FetcherFixture::fetcher)
                .withUserConfiguration(Properties.class, WhatsAppConfiguration.class);

        runner.withPropertyValues(PREFIX + "access-token=")
                .run(context -> assertThat(context).doesNotHaveBean(WhatsAppChannel.class));
        runner.withPropertyValues(COMPLETE.entrySet().stream()
                        .map(entry -> PREFIX + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .run(context -> assertThat(context).hasSingleBean(WhatsAppChannel.class));
    }

    @ParameterizedTest
    @CsvSource({
        "phone-number-id, '', phone-number-id is missing",
        "phone-number-id, +441632960000, phone-number-id is missing or not",
        "app-secret, '', app-secret is missing",
        "verify-token, '', verify-token is missing",
        "api-url, ftp://graph.example, api-url must be",
        "api-url, https://graph.example/, api-url must be",
        "media-hosts, https://lookaside.fbsbx.com, media-hosts must be",
        "media-hosts, Lookaside.fbsbx.com, media-hosts must be",
        "template.name, Council Reply, template.name",
        "template.language, english, template.name or template.language"
    })
    void explainsWhatCannotWorkWithoutShowingIt(String property, String value, String explanation) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put("template.name", "council_reply");
        settings.put(property, value);

        assertThatThrownBy(() -> WhatsAppSetup.of(bound(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation);
    }

    @Test
    void takesWhatIsComplete() {
        assertThat(WhatsAppSetup.of(bound(COMPLETE)).properties().phoneNumberId())
                .isEqualTo("104600001");
    }

    private static WhatsAppProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.whatsapp", WhatsAppProperties.class);
    }

    @EnableConfigurationProperties(WhatsAppProperties.class)
    static class Properties {}
}
