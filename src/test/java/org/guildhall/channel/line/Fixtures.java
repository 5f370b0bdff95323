package org.guildhall.channel.line;

import java.net.URI;
import java.util.Base64;
import java.util.Map;
import org.guildhall.canary.Canary;
import org.guildhall.channel.HeaderContract;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;

/** An official account for tests, and what LINE might send it. */
final class Fixtures {

    static final String SECRET = Canary.secret("canary-line");
    static final String TOKEN = Canary.secret("canary-access");
    static final String ANN = "U4a6e6e0000000000000000000000a001";
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private Fixtures() {}

    static LineProperties properties(URI apiUrl) {
        return properties(apiUrl, SECRET, TOKEN);
    }

    static LineProperties properties(URI apiUrl, String secret, String token) {
        return new LineProperties(new Secret(secret), new Secret(token), apiUrl, apiUrl, 500);
    }

    static LineChannel channel(URI apiUrl) {
        return channel(properties(apiUrl));
    }

    static LineChannel channel(LineProperties properties) {
        return LineConfiguration.channel(
                properties,
                LineConfiguration.caller(properties, properties.apiUrl()),
                LineConfiguration.caller(properties, properties.dataUrl()),
                FetcherFixture.fetcher());
    }

    static Webhook signed(byte[] body) {
        return Posts.post(body, headers(body));
    }

    static Map<String, String> headers(byte[] body) {
        return Map.of(LineChannel.SIGNATURE_HEADER, signature(body, SECRET));
    }

    /** What an account with this secret gets beside this body. */
    static String signature(byte[] body, String secret) {
        return Base64.getEncoder().encodeToString(HeaderContract.hmac(body, secret));
    }
}
