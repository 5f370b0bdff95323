package org.guildhall.channel.messenger;

import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Measure;
import org.guildhall.channel.OnlyWith;
import org.guildhall.channel.meta.MessengerPlatform;
import org.guildhall.channel.meta.MetaDoor;
import org.guildhall.channel.meta.MetaSettings;
import org.guildhall.channel.meta.PlatformChannel;
import org.guildhall.platform.SafeFetcher;
import org.guildhall.platform.StartRefused;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Messenger's beans. No access token, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.messenger.access-token")
class MessengerConfiguration {

    static final String NAME = "messenger";

    /** https://developers.facebook.com/docs/messenger-platform/reference/send-api */
    static final int LONGEST_TEXT = 2000;

    private static final MessengerPlatform PLATFORM =
            new MessengerPlatform(NAME, "Messenger", "page", LONGEST_TEXT, Measure.UTF16, true);

    @Bean
    JsonCaller messengerCaller(MessengerProperties properties) {
        return caller(properties);
    }

    @Bean
    PlatformChannel messengerChannel(MessengerProperties properties, JsonCaller messengerCaller, SafeFetcher fetcher) {
        return channel(properties, messengerCaller, fetcher);
    }

    static JsonCaller caller(MessengerProperties properties) {
        return new JsonCaller(
                NAME,
                properties.apiUrl(),
                () -> "Bearer " + properties.accessToken().value());
    }

    /**
     * The channel with these settings.
     *
     * @throws StartRefused when they cannot work
     */
    static PlatformChannel channel(MessengerProperties properties, JsonCaller api, SafeFetcher fetcher) {
        MetaSettings settings = new MetaSettings("guildhall.channels.messenger.");
        settings.checkId(
                properties.pageId(),
                "page-id",
                "a page's",
                "Copy the *Page ID* from the page's About > Page transparency, or from Messenger API Settings in Meta's"
                        + " app dashboard.");
        PlatformChannel.Account account = new PlatformChannel.Account(
                properties.pageId(),
                new MetaDoor(properties.appSecret(), properties.verifyToken()),
                properties.apiUrl(),
                properties.mediaHosts(),
                properties.perSecond());
        settings.check(account);
        return new PlatformChannel(PLATFORM, account, api, fetcher);
    }
}
