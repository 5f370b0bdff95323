package org.guildhall.channel.x;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.guildhall.canary.Canary;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Inbound;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Signature;
import reactor.core.publisher.Mono;

/** An account for tests, and what X might send it. */
final class Fixtures {

    static final String ACCOUNT = "1780000000000000001";
    static final String CONSUMER_SECRET = Canary.secret("x-consumer");
    static final String CLIENT_SECRET = Canary.secret("x-client");
    static final String REFRESH_TOKEN = Canary.secret("x-refresh");
    static final String ACCESS_TOKEN = Canary.secret("x-access");
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private Fixtures() {}

    static XProperties properties(URI apiUrl, String cap) {
        return new XProperties(
                ACCOUNT,
                new Secret(CONSUMER_SECRET),
                "client",
                new Secret(CLIENT_SECRET),
                new Secret(REFRESH_TOKEN),
                apiUrl,
                Set.of("pbs.twimg.com", "video.twimg.com"),
                5,
                new BigDecimal(cap),
                new BigDecimal("0.015"),
                true);
    }

    static XChannel channel(URI apiUrl) {
        return channel(apiUrl, Spending.UNLIMITED, cost -> {});
    }

    static XChannel channel(URI apiUrl, Spending spending, Consumer<Inbound.Charged> costs) {
        return channel(apiUrl, spending, costs, new OneToken());
    }

    static XChannel channel(URI apiUrl, Spending spending, Consumer<Inbound.Charged> costs, XAccess.Store store) {
        XSetup setup = XSetup.of(properties(apiUrl, "0"));
        XAccess access = new XAccess(XConfiguration.login(setup), store);
        JsonCaller api = XConfiguration.caller(setup, access);
        XFiles files = new XFiles(setup.properties(), access, FetcherFixture.fetcher());
        Set<String> invited = ConcurrentHashMap.newKeySet();
        return new XChannel(
                setup, api, access, spending, files, costs, person -> Mono.just(invited.add(person.person())));
    }

    /** A store that always has a token. */
    static final class OneToken implements XAccess.Store {
        @Override
        public Mono<XAccess.Good> current() {
            return Mono.just(new XAccess.Good(new Secret(ACCESS_TOKEN), 7200));
        }

        @Override
        public Mono<Secret> lease() {
            return Mono.empty();
        }

        @Override
        public Mono<Void> keep(XAccess.Good access, Secret refresh) {
            return Mono.empty();
        }
    }

    static byte[] body(String name) {
        return Posts.body(XChannel.NAME, name);
    }

    static Webhook signed(byte[] body) {
        return webhook(body, signature(body, CONSUMER_SECRET));
    }

    static Webhook webhook(byte[] body, String signature) {
        return Posts.post(body, Map.of(XChannel.SIGNATURE_HEADER, signature));
    }

    static String signature(byte[] body, String secret) {
        byte[] hash = Signature.hmacSha256(secret.getBytes(StandardCharsets.UTF_8), body);
        return "sha256=" + Base64.getEncoder().encodeToString(hash);
    }
}
