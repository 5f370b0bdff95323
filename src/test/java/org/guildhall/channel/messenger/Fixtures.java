package org.guildhall.channel.messenger;

import java.net.URI;
import java.util.Set;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.PlatformChannel;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;

/** A page for tests. */
final class Fixtures {

    static final String PAGE = "104700001";
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private Fixtures() {}

    static PlatformChannel channel(URI apiUrl) {
        return channel(properties(apiUrl));
    }

    static PlatformChannel channel(MessengerProperties properties) {
        return MessengerConfiguration.channel(
                properties, MessengerConfiguration.caller(properties), FetcherFixture.fetcher());
    }

    static MessengerProperties properties(URI apiUrl) {
        return properties(PAGE, apiUrl, MetaCalls.APP_SECRET);
    }

    static MessengerProperties properties(String page, URI apiUrl, String appSecret) {
        return new MessengerProperties(
                page,
                new Secret(MetaCalls.TOKEN),
                new Secret(appSecret),
                new Secret(MetaCalls.VERIFY_TOKEN),
                apiUrl,
                Set.of("cdn.fbsbx.com", "*.fbcdn.net"),
                300);
    }
}
