package org.guildhall.channel.instagram;

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

/** Instagram's beans. No access token, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.instagram.access-token")
class InstagramConfiguration {

    static final String NAME = "instagram";

    /** https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/messaging-api */
    static final int LONGEST_BYTES = 1000;

    private static final MessengerPlatform PLATFORM =
            new MessengerPlatform(NAME, "Instagram", "instagram", LONGEST_BYTES, Measure.UTF8, false);

    @Bean
    JsonCaller instagramCaller(InstagramProperties properties) {
        return caller(properties);
    }

    @Bean
    PlatformChannel instagramChannel(InstagramProperties properties, JsonCaller instagramCaller, SafeFetcher fetcher) {
        return channel(properties, instagramCaller, fetcher);
    }

    static JsonCaller caller(InstagramProperties properties) {
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
    static PlatformChannel channel(InstagramProperties properties, JsonCaller api, SafeFetcher fetcher) {
        MetaSettings settings = new MetaSettings("guildhall.channels.instagram.");
        settings.checkId(
                properties.accountId(),
                "account-id",
                "an account's",
                "Copy it from Instagram > API setup in Meta's app dashboard, where it stands beside the account's name.");
        PlatformChannel.Account account = new PlatformChannel.Account(
                properties.accountId(),
                new MetaDoor(properties.appSecret(), properties.verifyToken()),
                properties.apiUrl(),
                properties.mediaHosts(),
                properties.perSecond());
        settings.check(account);
        return new PlatformChannel(PLATFORM, account, api, fetcher);
    }
}
