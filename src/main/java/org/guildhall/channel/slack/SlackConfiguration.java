package org.guildhall.channel.slack;

import java.time.InstantSource;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.Council;
import org.guildhall.platform.SafeFetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Slack's beans. No bot token, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.slack.bot-token")
class SlackConfiguration {

    @Bean
    SlackSetup slackSetup(SlackProperties properties) {
        return SlackSetup.of(properties);
    }

    @Bean
    JsonCaller slackCaller(SlackSetup setup) {
        return caller(setup.properties());
    }

    /** By this node's own clock, because Slack stamps its calls with its own. */
    @Bean
    SlackChannel slackChannel(SlackSetup setup, JsonCaller slackCaller, SafeFetcher fetcher) {
        SlackProperties properties = setup.properties();
        return new SlackChannel(properties, slackCaller, new SlackFiles(properties, fetcher), InstantSource.system());
    }

    @Bean
    SlackStaff slackStaff(SlackSetup setup, JsonCaller slackCaller, Council council) {
        return new SlackStaff(setup.properties(), slackCaller, council.timeZone());
    }

    static JsonCaller caller(SlackProperties properties) {
        return new JsonCaller(
                SlackChannel.NAME,
                properties.apiUrl(),
                () -> "Bearer " + properties.botToken().value());
    }
}
