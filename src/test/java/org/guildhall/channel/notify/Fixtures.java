package org.guildhall.channel.notify;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.Consumer;
import org.guildhall.canary.Canary;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;

/** A service for tests, and what Notify might send it. */
final class Fixtures {

    static final String SERVICE = "4f2c1d90-0000-4000-8000-00000000a001";
    static final String KEY_SECRET = Canary.alsoWatched("9b8a7c6d-1111-4222-8333-44445555a002");
    static final String API_KEY = "guildhall-" + SERVICE + "-" + KEY_SECRET;
    static final String TOKEN = Canary.secret("canary-callback");
    static final String TEMPLATE = "26785a09-ab16-4eb0-8407-a37497a57506";
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private Fixtures() {}

    static NotifySetup setup(URI apiUrl) {
        return setup(apiUrl, "message");
    }

    static NotifySetup setup(URI apiUrl, String placeholder) {
        return NotifySetup.of(
                new NotifyProperties(new Secret(API_KEY), new Secret(TOKEN), TEMPLATE, placeholder, apiUrl, 50));
    }

    static NotifyChannel channel(URI apiUrl) {
        return channel(apiUrl, unlimited(), new SimpleMeterRegistry(), cost -> {});
    }

    static NotifyChannel channel(
            URI apiUrl, PhoneNetworkLimits limits, MeterRegistry meters, Consumer<Inbound.Charged> costs) {
        NotifySetup setup = setup(apiUrl);
        return new NotifyChannel(setup, NotifyConfiguration.caller(setup), limits, meters, costs);
    }

    /** Limits that nobody reaches, without a database to count in. */
    static PhoneNetworkLimits unlimited() {
        PhoneNetworkLimits limits =
                mock(PhoneNetworkLimits.class, withSettings().stubOnly());
        when(limits.claim(any(), any()))
                .thenReturn(Mono.just(new PhoneNetworkLimits.Claim.Counted(OffsetDateTime.MIN)));
        when(limits.giveBack(any(), any())).thenReturn(Mono.empty());
        return limits;
    }

    static byte[] body(String name) {
        String path = "/channel/notify/" + name + ".json";
        try (InputStream file = Objects.requireNonNull(Fixtures.class.getResourceAsStream(path), path)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Webhook signed(byte[] body) {
        return webhook(body, "Bearer " + TOKEN);
    }

    static Webhook webhook(byte[] body, @Nullable String authorization) {
        HttpHeaders headers = new HttpHeaders();
        if (authorization != null) {
            headers.set(HttpHeaders.AUTHORIZATION, authorization);
        }
        return new Webhook(HttpMethod.POST, "", headers, new LinkedMultiValueMap<>(), body);
    }
}
