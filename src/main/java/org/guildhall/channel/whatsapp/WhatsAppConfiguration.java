package org.guildhall.channel.whatsapp;

import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.SafeFetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** WhatsApp's beans. No access token, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.whatsapp.access-token")
class WhatsAppConfiguration {

    @Bean
    WhatsAppSetup whatsAppSetup(WhatsAppProperties properties) {
        return WhatsAppSetup.of(properties);
    }

    @Bean
    JsonCaller whatsAppCaller(WhatsAppSetup setup) {
        return caller(setup.properties());
    }

    @Bean
    WhatsAppChannel whatsAppChannel(WhatsAppSetup setup, JsonCaller whatsAppCaller, SafeFetcher fetcher) {
        WhatsAppProperties properties = setup.properties();
        return new WhatsAppChannel(properties, whatsAppCaller, new WhatsAppFiles(properties, whatsAppCaller, fetcher));
    }

    static JsonCaller caller(WhatsAppProperties properties) {
        return new JsonCaller(
                WhatsAppChannel.NAME,
                properties.apiUrl(),
                () -> "Bearer " + properties.accessToken().value());
    }
}
