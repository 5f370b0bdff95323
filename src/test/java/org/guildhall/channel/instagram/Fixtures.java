package org.guildhall.channel.instagram;

import java.net.URI;
import java.util.Set;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.PlatformChannel;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;

/** An account for tests. */
final class Fixtures {

    static final String ACCOUNT = "17841400000000001";
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private Fixtures() {}

    static PlatformChannel channel(URI apiUrl) {
        return channel(properties(apiUrl));
    }

    static PlatformChannel channel(InstagramProperties properties) {
        return InstagramConfiguration.channel(
                properties, InstagramConfiguration.caller(properties), FetcherFixture.fetcher());
    }

    static InstagramProperties properties(URI apiUrl) {
        return properties(ACCOUNT, apiUrl, MetaCalls.APP_SECRET);
    }

    static InstagramProperties properties(String account, URI apiUrl, String appSecret) {
        return new InstagramProperties(
                account,
                new Secret(MetaCalls.TOKEN),
                new Secret(appSecret),
                new Secret(MetaCalls.VERIFY_TOKEN),
                apiUrl,
                Set.of("cdn.fbsbx.com", "*.fbcdn.net"),
                100);
    }
}
