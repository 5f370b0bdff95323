package org.guildhall.channel.viber;

import java.net.URI;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.guildhall.canary.Canary;
import org.guildhall.channel.HeaderContract;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;

/** A bot for tests, and what Viber might send it. */
final class Fixtures {

    static final String TOKEN = Canary.secret("canary-viber");
    static final String SENDER = "Test Council";
    static final String ANN = "Kx7Qm2Zt9LpA4wEr0SdF1g==";
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private Fixtures() {}

    static ViberProperties properties(URI apiUrl, String token, String sender) {
        return new ViberProperties(new Secret(token), sender, apiUrl, Set.of("*.viber.com"), 50);
    }

    static ViberChannel channel(URI apiUrl) {
        return channel(properties(apiUrl, TOKEN, SENDER));
    }

    static ViberChannel channel(ViberProperties properties) {
        return ViberConfiguration.channel(properties, ViberConfiguration.caller(properties), FetcherFixture.fetcher());
    }

    static Webhook signed(byte[] body) {
        return Posts.post(body, headers(body));
    }

    static Map<String, String> headers(byte[] body) {
        return Map.of(ViberChannel.SIGNATURE_HEADER, signature(body, TOKEN));
    }

    /** What a bot with this token gets beside this body. */
    static String signature(byte[] body, String token) {
        return HexFormat.of().formatHex(HeaderContract.hmac(body, token));
    }
}
