package org.guildhall.channel.matrix;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.guildhall.canary.Canary;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;

/** An application service for tests, and what a homeserver might send it. */
final class Fixtures {

    static final String ACCOUNT = "@council:example.org";
    static final String ANN = "@ann:example.org";
    static final String ROOM = "!chat447700900123:example.org";
    static final String HS_TOKEN = Canary.secret("matrix-hs");
    static final String AS_TOKEN = Canary.secret("matrix-as");
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private Fixtures() {}

    static MatrixProperties properties(URI apiUrl) {
        return new MatrixProperties(ACCOUNT, new Secret(HS_TOKEN), new Secret(AS_TOKEN), apiUrl, Set.of(), 20);
    }

    static MatrixChannel channel(URI apiUrl) {
        MatrixSetup setup = MatrixSetup.of(properties(apiUrl));
        return new MatrixChannel(
                setup,
                MatrixConfiguration.caller(setup),
                new MatrixFiles(setup.properties(), FetcherFixture.fetcher()));
    }

    static byte[] body(String name) {
        return Posts.body(MatrixChannel.NAME, name);
    }

    static Webhook signed(byte[] body) {
        return transaction(body, Map.of(HttpHeaders.AUTHORIZATION, "Bearer " + HS_TOKEN));
    }

    static Webhook transaction(byte[] body, Map<String, String> headers) {
        HttpHeaders all = new HttpHeaders();
        headers.forEach(all::set);
        return new Webhook(HttpMethod.PUT, "/_matrix/app/v1/transactions/35", all, new LinkedMultiValueMap<>(), body);
    }
}
