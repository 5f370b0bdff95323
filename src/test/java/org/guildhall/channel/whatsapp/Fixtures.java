package org.guildhall.channel.whatsapp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guildhall.canary.Canary;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;

/** A number for tests, and what Meta might send it. */
final class Fixtures {

    static final String NUMBER = "104600001";
    static final String TOKEN = Canary.secret("canary-access");
    static final String APP_SECRET = Canary.secret("canary-app");
    static final String VERIFY_TOKEN = Canary.secret("canary-verify");
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
        String path = "/channel/whatsapp/" + name + ".json";
        try (InputStream file = Objects.requireNonNull(Fixtures.class.getResourceAsStream(path), path)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Webhook signed(byte[] body) {
        return webhook(body, signature(body, APP_SECRET));
    }

    static Webhook webhook(byte[] body, @Nullable String signature) {
        HttpHeaders headers = new HttpHeaders();
        if (signature != null) {
            headers.set(WhatsAppChannel.SIGNATURE_HEADER, signature);
        }
        return new Webhook(HttpMethod.POST, "", headers, new LinkedMultiValueMap<>(), body);
    }

    static Webhook handshake(Map<String, String> query) {
        LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        query.forEach(parameters::add);
        return new Webhook(HttpMethod.GET, "", new HttpHeaders(), parameters, new byte[0]);
    }

    static String signature(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
