package org.guildhall.channel.notify;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.guildhall.channel.JsonCaller;
import org.guildhall.platform.JsonWebToken;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** GOV.UK Notify's beans. No API key, no beans. */
@Configuration(proxyBeanMethods = false)
@Conditional(NotifyConfiguration.KeyGiven.class)
class NotifyConfiguration {

    @Bean
    NotifySetup notifySetup(NotifyProperties properties) {
        return NotifySetup.of(properties);
    }

    @Bean
    JsonCaller notifyCaller(NotifySetup setup) {
        return caller(setup);
    }

    @Bean
    NotifyChannel notifyChannel(NotifySetup setup, JsonCaller notifyCaller, MeterRegistry meters) {
        return new NotifyChannel(setup, notifyCaller, new PhoneNetworkLimits(Ticker.systemTicker()), meters);
    }

    /** A token for each call: Notify takes none that is older than 30 seconds. */
    static JsonCaller caller(NotifySetup setup) {
        return new JsonCaller(
                NotifyChannel.NAME,
                setup.properties().apiUrl(),
                () -> "Bearer " + JsonWebToken.issuedNow(setup.service(), setup.key()));
    }

    /** Whether there is a key; an empty one, as an unset variable in a compose file gives, counts as none. */
    static class KeyGiven implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("guildhall.channels.notify.api-key"));
        }
    }
}
