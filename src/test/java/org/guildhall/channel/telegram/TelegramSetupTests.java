package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.guildhall.channel.telegram.TelegramProperties.Mode;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TelegramSetupTests {

    private static final String PUBLIC = "https://help.council.example";

    @Test
    void isOffWithTelegramsOwnAddressByDefault() {
        TelegramProperties properties = bound(Map.of());

        assertThat(properties.token().present()).isFalse();
        assertThat(properties.mode()).isEqualTo(Mode.AUTO);
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://api.telegram.org"));
        assertThat(properties.perSecond()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "auto, https://help.council.example, true",
        "auto, http://localhost:8080, false",
        "auto, https://localhost, false",
        "webhook, http://localhost:8080, true",
        "polling, https://help.council.example, false"
    })
    void takesTheWebhookWhenTelegramCanReachUs(String mode, String publicUrl, boolean webhook) {
        assertThat(setup(Map.of("token", "42:abc", "secret", "word", "mode", mode), publicUrl)
                        .webhook())
                .isEqualTo(webhook);
    }

    @Test
    void explainsAMissingSecret() {
        assertThatThrownBy(() -> setup(Map.of("token", "42:abc"), PUBLIC))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("guildhall.channels.telegram.secret is missing");
    }

    @Test
    void pollsWithoutASecret() {
        assertThat(setup(Map.of("token", "42:abc", "mode", "polling"), PUBLIC).webhook())
                .isFalse();
    }

    @Test
    void explainsASecretTelegramWouldRefuseWithoutShowingIt() {
        assertThatThrownBy(() -> setup(Map.of("token", "42:abc", "secret", "pa55 word!"), PUBLIC))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("characters Telegram does not allow")
                .hasMessageNotContaining("pa55");
    }

    @Test
    void explainsATokenThatIsNone() {
        assertThatThrownBy(() -> setup(Map.of("token", "canary", "secret", "word"), PUBLIC))
                .isInstanceOf(StartRefused.class)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource({"https://proxy.example/telegram", "ftp://api.telegram.org", "api.telegram.org", "https://a.example?x=1"
    })
    void explainsAnApiUrlWithMoreThanAHost(String apiUrl) {
        assertThatThrownBy(() -> setup(Map.of("token", "42:abc", "secret", "word", "api-url", apiUrl), PUBLIC))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("without a path");
    }

    private static TelegramSetup setup(Map<String, String> settings, String publicUrl) {
        return TelegramSetup.of(bound(settings), new PublicUrl(URI.create(publicUrl)));
    }

    private static TelegramProperties bound(Map<String, String> settings) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("guildhall.channels.telegram." + name, value));
        return new Binder(source).bindOrCreate("guildhall.channels.telegram", TelegramProperties.class);
    }
}
