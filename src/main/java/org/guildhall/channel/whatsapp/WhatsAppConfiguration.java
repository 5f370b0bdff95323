package org.guildhall.channel.whatsapp;

import org.guildhall.channel.JsonCaller;
import org.guildhall.platform.SafeFetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** WhatsApp's beans. No access token, no beans. */
@Configuration(proxyBeanMethods = false)
@Conditional(WhatsAppConfiguration.TokenGiven.class)
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

    /** Whether there is a token; an empty one, as an unset variable in a compose file gives, counts as none. */
    static class TokenGiven implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(
                    context.getEnvironment().getProperty("guildhall.channels.whatsapp.access-token"));
        }
    }
}
