package org.guildhall.channel;

import java.time.Duration;
import org.guildhall.conversation.ChannelAccounts;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes down every few seconds what was seen of the messengers. */
@Configuration(proxyBeanMethods = false)
class SignsOfLifeLoop {

    @Bean
    Worker channelAccountsWorker(SignsOfLife signs, Channels channels, ChannelAccounts accounts, Signals signals) {
        return new Worker(
                "channel-accounts", Duration.ofSeconds(3), () -> signs.writeDown(channels.all(), accounts), signals);
    }
}
