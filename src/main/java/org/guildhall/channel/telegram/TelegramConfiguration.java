package org.guildhall.channel.telegram;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import org.guildhall.channel.Intake;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.Database;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.SafeFetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Telegram's beans. No token, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.telegram.token")
class TelegramConfiguration {

    @Bean
    TelegramSetup telegramSetup(TelegramProperties properties, PublicUrl publicUrl) {
        return TelegramSetup.of(properties, publicUrl);
    }

    @Bean
    TelegramApi telegramApi(TelegramSetup setup) {
        return new TelegramApi(setup.properties(), json(), TelegramPoller.PATIENCE);
    }

    @Bean
    BotName telegramBotName() {
        return new BotName();
    }

    @Bean
    TelegramChannel telegramChannel(
            TelegramSetup setup, TelegramApi api, BotName telegramBotName, SafeFetcher fetcher) {
        TelegramProperties properties = setup.properties();
        return new TelegramChannel(
                properties,
                new UpdateReader(json(), properties.account(), telegramBotName),
                api,
                new TelegramFiles(properties, api, fetcher));
    }

    @Bean
    TelegramUpdates telegramUpdates(
            TelegramSetup setup,
            TelegramApi api,
            TelegramChannel channel,
            BotName telegramBotName,
            Intake intake,
            Database database,
            PublicUrl publicUrl,
            MeterRegistry meters) {
        TelegramPoller poller = new TelegramPoller(api, channel, intake, database);
        return new TelegramUpdates(setup, api, poller, telegramBotName, publicUrl, meters);
    }

    /** Jackson 2, because telegrambots speaks it; no bean, so that nobody else picks it up. */
    static ObjectMapper json() {
        return new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    }
}
