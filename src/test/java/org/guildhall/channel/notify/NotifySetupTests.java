package org.guildhall.channel.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.channel.Costs;
import org.guildhall.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NotifySetupTests {

    private static final String PREFIX = "guildhall.channels.notify.";
    private static final Map<String, String> COMPLETE =
            Map.of("api-key", Fixtures.API_KEY, "callback-token", "0123456789", "template-id", Fixtures.TEMPLATE);

    @Test
    void isOffWithNotifysOwnAddressByDefault() {
        NotifyProperties properties = bound(Map.of());

        assertThat(properties.apiKey().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://api.notifications.service.gov.uk"));
        assertThat(properties.placeholder()).isEqualTo("message");
        assertThat(properties.perSecond()).isEqualTo(50);
    }

    @Test
    void hasNoBeansWithoutAKey() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(Costs.class, () -> mock(Costs.class))
                .withBean(PhoneNetworkLimits.class, Fixtures::unlimited)
                .withUserConfiguration(Properties.class, NotifyConfiguration.class);

        runner.withPropertyValues(PREFIX + "api-key=")
                .run(context -> assertThat(context).doesNotHaveBean(NotifyChannel.class));
        runner.withPropertyValues(COMPLETE.entrySet().stream()
                        .map(entry -> PREFIX + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .run(context -> assertThat(context).hasSingleBean(NotifyChannel.class));
    }

    @ParameterizedTest
    @CsvSource({
        "api-key, 9b8a7c6d-1111-4222-8333-44445555a002, api-key is not",
        "api-key, guildhall, api-key is not",
        "callback-token, '', callback-token is missing",
        "callback-token, 012345678, callback-token is missing",
        "template-id, '', template-id is missing",
        "template-id, council_reply, template-id is missing",
        "placeholder, '', placeholder is missing",
        "placeholder, ((message)), placeholder is missing",
        "placeholder, answer??, placeholder is missing",
        "api-url, ftp://notify.example, api-url must be",
        "api-url, https://notify.example/, api-url must be",
        "api-url, https://notify.example?x=1, api-url must be"
    })
    void explainsWhatCannotWorkWithoutShowingIt(String property, String value, String explanation) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(property, value);

        assertThatThrownBy(() -> NotifySetup.of(bound(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation)
                .message()
                .doesNotContain(Fixtures.KEY_SECRET);
    }

    @ParameterizedTest
    @CsvSource({"''", "my-key-name-", "a key with 4f2c1d90-0000-4000-8000-00000000a001 in it-"})
    void findsTheServiceAndTheSecretAtTheKeysEnd(String name) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put("api-key", name + Fixtures.SERVICE + "-" + Fixtures.KEY_SECRET);

        NotifySetup setup = NotifySetup.of(bound(settings));
        assertThat(setup.service()).isEqualTo(Fixtures.SERVICE);
        assertThat(setup.key().value()).isEqualTo(Fixtures.KEY_SECRET);
    }

    private static NotifyProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.notify", NotifyProperties.class);
    }

    @EnableConfigurationProperties(NotifyProperties.class)
    static class Properties {}
}
