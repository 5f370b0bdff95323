package org.guildhall.channel.viber;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guildhall.canary.Canary;
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

    /** What a bot with this token gets beside this body; computed here, so that ours is not compared with itself. */
    static String signature(byte[] body, String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
