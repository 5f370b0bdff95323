package org.guildhall.channel.twilio;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guildhall.canary.Canary;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Inbound;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

/** An account for tests, and what Twilio might send it. */
final class Fixtures {

    static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    static final String TOKEN = Canary.secret("canary-auth");
    static final String NUMBER = "+441632960000";
    static final String ON_WHATSAPP = "whatsapp:" + NUMBER;
    static final String TEMPLATE = "HX0123456789abcdef0123456789abcdef";
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    static final PublicUrl PUBLIC = new PublicUrl(URI.create("https://help.example.gov.uk"));
    static final String ADDRESS = "https://help.example.gov.uk/webhooks/twilio";

    private Fixtures() {}

    static TwilioSetup setup(URI apiUrl) {
        return setup(apiUrl, "");
    }

    static TwilioSetup setup(URI apiUrl, String template) {
        return TwilioSetup.of(new TwilioProperties(
                ACCOUNT, new Secret(TOKEN), NUMBER, NUMBER, template, apiUrl, Set.of("*.twiliocdn.com"), 10));
    }

    static TwilioChannel channel(URI apiUrl) {
        return channel(apiUrl, PUBLIC, new SimpleMeterRegistry());
    }

    static TwilioChannel channel(URI apiUrl, PublicUrl publicUrl, MeterRegistry meters) {
        return channel(apiUrl, publicUrl, meters, cost -> {});
    }

    static TwilioChannel channel(
            URI apiUrl, PublicUrl publicUrl, MeterRegistry meters, Consumer<Inbound.Charged> costs) {
        return channel(setup(apiUrl), publicUrl, meters, costs);
    }

    static TwilioChannel channel(
            TwilioSetup setup, PublicUrl publicUrl, MeterRegistry meters, Consumer<Inbound.Charged> costs) {
        return new TwilioChannel(
                setup,
                TwilioConfiguration.caller(setup.properties()),
                new TwilioFiles(setup.properties(), FetcherFixture.fetcher()),
                publicUrl,
                meters,
                costs);
    }

    static byte[] body(String name) {
        String path = "/channel/twilio/" + name + ".form";
        try (InputStream file = Objects.requireNonNull(Fixtures.class.getResourceAsStream(path), path)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Webhook signed(byte[] body) {
        return webhook(body, signature(ADDRESS, body, TOKEN));
    }

    static Webhook webhook(byte[] body, @Nullable String signature) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        if (signature != null) {
            headers.set(TwilioChannel.SIGNATURE_HEADER, signature);
        }
        return new Webhook(HttpMethod.POST, "", headers, new LinkedMultiValueMap<>(), body);
    }

    /** As Twilio's pages say, for forms that name no field twice. */
    static String signature(String address, byte[] form, String token) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : new String(form, StandardCharsets.US_ASCII).split("&")) {
            if (field.contains("=")) {
                String[] both = field.split("=", 2);
                fields.put(decoded(both[0]), decoded(both[1]));
            }
        }
        StringBuilder signed = new StringBuilder(address);
        fields.forEach((name, value) -> signed.append(name).append(value));
        return hash(signed.toString(), token);
    }

    static String hash(String signed, String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String decoded(String text) {
        // A sign of percent that begins no escape stands for itself.
        return URLDecoder.decode(text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
    }
}
