package org.guildhall.channel.twilio;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.guildhall.channel.Costs;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.SafeFetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Twilio's beans. No auth token, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.twilio.auth-token")
class TwilioConfiguration {

    @Bean
    TwilioSetup twilioSetup(TwilioProperties properties) {
        return TwilioSetup.of(properties);
    }

    @Bean
    JsonCaller twilioCaller(TwilioSetup setup) {
        return caller(setup.properties());
    }

    @Bean
    TwilioChannel twilioChannel(
            TwilioSetup setup,
            JsonCaller twilioCaller,
            SafeFetcher fetcher,
            PublicUrl publicUrl,
            MeterRegistry meters,
            Costs costs) {
        TwilioFiles files = new TwilioFiles(setup.properties(), fetcher);
        return new TwilioChannel(setup, twilioCaller, files, publicUrl, meters, costs::charged);
    }

    static JsonCaller caller(TwilioProperties properties) {
        return new JsonCaller(TwilioChannel.NAME, properties.apiUrl(), () -> basic(properties));
    }

    /** Who we are, as Twilio wants to hear it: https://www.twilio.com/docs/iam/api */
    static String basic(TwilioProperties properties) {
        String both = properties.accountSid() + ":" + properties.authToken().value();
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
