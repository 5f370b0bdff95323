package org.guildhall.channel.whatsapp;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.MetaDoor;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;

/** A number for tests, and what Meta might send it. */
final class Fixtures {

    static final String NUMBER = "104600001";
    static final String TOKEN = MetaCalls.TOKEN;
    static final String APP_SECRET = MetaCalls.APP_SECRET;
    static final String VERIFY_TOKEN = MetaCalls.VERIFY_TOKEN;
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private Fixtures() {}

    static WhatsAppProperties properties(URI apiUrl, String template) {
        return new WhatsAppProperties(
                new Secret(TOKEN),
                NUMBER,
                new Secret(APP_SECRET),
                new Secret(VERIFY_TOKEN),
                apiUrl,
                80,
                List.of("lookaside.fbsbx.com"),
                "441632960123",
                new WhatsAppProperties.Template(template, "en_GB"));
    }

    static WhatsAppChannel channel(URI apiUrl) {
        return channel(apiUrl, "");
    }

    static WhatsAppChannel channel(URI apiUrl, String template) {
        return channel(properties(apiUrl, template));
    }

    static WhatsAppChannel channel(WhatsAppProperties properties) {
        JsonCaller api = WhatsAppConfiguration.caller(properties);
        return new WhatsAppChannel(properties, api, new WhatsAppFiles(properties, api, FetcherFixture.fetcher()));
    }

    static byte[] body(String name) {
        return Posts.body(WhatsAppChannel.NAME, name);
    }

    static Webhook signed(byte[] body) {
        return MetaCalls.signed(body);
    }

    static Webhook webhook(byte[] body, String signature) {
        return Posts.post(body, Map.of(MetaDoor.SIGNATURE_HEADER, signature));
    }

    static Webhook handshake(Map<String, String> query) {
        return Posts.get(query);
    }

    static String signature(byte[] body, String secret) {
        return MetaCalls.signature(body, secret);
    }
}
