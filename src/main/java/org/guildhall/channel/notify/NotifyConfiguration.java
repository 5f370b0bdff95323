package org.guildhall.channel.notify;

import io.micrometer.core.instrument.MeterRegistry;
import org.guildhall.channel.Costs;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.JsonWebToken;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** GOV.UK Notify's beans. No API key, no beans, besides the one that answers for what was counted. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.notify.api-key")
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
    NotifyChannel notifyChannel(
            NotifySetup setup, JsonCaller notifyCaller, PhoneNetworkLimits limits, MeterRegistry meters, Costs costs) {
        return new NotifyChannel(setup, notifyCaller, limits, meters, costs::charged);
    }

    /** A token for each call: Notify takes none that is older than 30 seconds. */
    static JsonCaller caller(NotifySetup setup) {
        return new JsonCaller(
                NotifyChannel.NAME,
                setup.properties().apiUrl(),
                () -> "Bearer " + JsonWebToken.issuedNow(setup.service(), setup.key()));
    }
}
