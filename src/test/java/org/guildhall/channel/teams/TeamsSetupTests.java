package org.guildhall.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TeamsSetupTests {

    private static final String PREFIX = "guildhall.channels.teams.";
    private static final Map<String, String> COMPLETE = Map.of("app-id", Fixtures.APP, "app-password", "abc");

    @Test
    void isOffWithMicrosoftsOwnAddressesByDefault() {
        TeamsProperties properties = bound(Map.of());

        assertThat(properties.appPassword().present()).isFalse();
        assertThat(properties.loginUrl()).isEqualTo(URI.create("https://login.microsoftonline.com"));
        assertThat(properties.openidUrl())
                .isEqualTo(URI.create("https://login.botframework.com/v1/.well-known/openidconfiguration"));
        assertThat(properties.apiUrl()).isEmpty();
        assertThat(properties.perSecond()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "app-id, '', app-id is missing",
        "app-id, the council, app-id is missing or not",
        "tenant, a/b, tenant is not",
        "login-url, ftp://login.example, login-url",
        "login-url, https://login.example/, login-url",
        "openid-url, ftp://login.example, openid-url must be",
        "api-url, ftp://api.example, api-url must be",
        "api-url, https://api.example/?x=1, api-url must be",
        "staff-room, the staff room, staff-room is not",
        "media-hosts, https://council.sharepoint.com, media-hosts must be"
    })
    void explainsWhatCannotWorkWithoutShowingIt(String property, String value, String explanation) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(property, value);

        assertThatThrownBy(() -> TeamsSetup.of(bound(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation);
    }

    @Test
    void logsInAtItsOwnDirectoryOrAtTheOneForAll() {
        Map<String, String> own = new HashMap<>(COMPLETE);
        own.put("tenant", "council.example");

        assertThat(TeamsSetup.of(bound(own)).tokens())
                .isEqualTo(URI.create("https://login.microsoftonline.com/council.example/oauth2/v2.0/token"));
        assertThat(TeamsSetup.of(bound(COMPLETE)).tokens())
                .isEqualTo(URI.create("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token"));
    }

    private static TeamsProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.teams", TeamsProperties.class);
    }
}
