package org.guildhall.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.channel.Costs;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.SafeFetcher;
import org.guildhall.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TwilioSetupTests {

    private static final String PREFIX = "guildhall.channels.twilio.";
    private static final Map<String, String> COMPLETE =
            Map.of("account-sid", Fixtures.ACCOUNT, "auth-token", "abc", "from", Fixtures.NUMBER);

    @Test
    void isOffWithTwiliosOwnAddressByDefault() {
        TwilioProperties properties = bound(Map.of());

        assertThat(properties.authToken().present()).isFalse();
        assertThat(properties.apiUrl()).isEqualTo(URI.create("https://api.twilio.com"));
        assertThat(properties.mediaHosts()).containsExactly("*.twiliocdn.com");
        assertThat(properties.perSecond()).isEqualTo(10);
        assertThat(properties.whatsappTemplate()).isEmpty();
    }

    @Test
    void hasNoBeansWithoutAToken() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(SafeFetcher.class, FetcherFixture::fetcher)
                .withBean(Costs.class, () -> mock(Costs.class))
                .withUserConfiguration(Properties.class, TwilioConfiguration.class);

        runner.withPropertyValues(PREFIX + "auth-token=")
                .run(context -> assertThat(context).doesNotHaveBean(TwilioChannel.class));
        runner.withPropertyValues(COMPLETE.entrySet().stream()
                        .map(entry -> PREFIX + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .run(context -> assertThat(context).hasSingleBean(TwilioChannel.class));
    }

    @ParameterizedTest
    @CsvSource({
        "account-sid, '', account-sid is missing",
        "account-sid, SK0123456789abcdef0123456789abcdef, account-sid is missing",
        "from, '', from and whatsapp-from are both missing",
        "from, 01632 960000, from is not a number",
        "from, +44 1632 960000, from is not a number",
        "from, MG0123456789abcdef0123456789abcdef, from is not a number",
        "whatsapp-from, 01632960000, whatsapp-from is not a number",
        "whatsapp-template, council_reply, whatsapp-template is not a template",
        "whatsapp-template, HX0123456789abcdef, whatsapp-template is not a template",
        "api-url, ftp://twilio.example, api-url must be",
        "api-url, https://twilio.example/, api-url must be"
    })
    void explainsWhatCannotWork(String property, String value, String explanation) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(property, value);

        assertThatThrownBy(() -> TwilioSetup.of(bound(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PREFIX + explanation);
    }

    @ParameterizedTest
    @CsvSource({
        "+441632960000, '', +441632960000",
        "60777, '', 60777",
        "'', +441632960001, whatsapp:+441632960001",
        "+441632960000, whatsapp:+441632960001, +441632960000 whatsapp:+441632960001"
    })
    void takesANumberForTextsOrForWhatsAppOrBoth(String from, String whatsappFrom, String numbers) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put("from", from);
        settings.put("whatsapp-from", whatsappFrom);

        assertThat(String.join(" ", TwilioSetup.of(bound(settings)).numbers())).isEqualTo(numbers);
    }

    private static TwilioProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("guildhall.channels.twilio", TwilioProperties.class);
    }

    @EnableConfigurationProperties({TwilioProperties.class, PublicUrl.class})
    static class Properties {}
}
