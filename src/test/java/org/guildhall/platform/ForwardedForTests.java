package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class ForwardedForTests {

    private static final TrustedProxies OURS = new TrustedProxies(List.of("10.0.0.7", "172.16.0.0/12", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.7 | 203.0.113.9 | 203.0.113.9",
                "10.0.0.7 | 198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "10.0.0.7 | 203.0.113.9, 172.31.255.1 | 203.0.113.9",
                "10.0.0.7 | 203.0.113.9:4711 | 203.0.113.9",
                "fd00::1 | [2001:db8::5]:443 | 2001:db8::5",
                "fd00::1 | 2001:db8::5 | 2001:db8::5",
                "10.0.0.7 | 172.16.0.1 | 172.16.0.1",
                "10.0.0.7 | '' | 10.0.0.7",
                "10.0.0.7 | unknown | 10.0.0.7",
                "10.0.0.7 | evil.example | 10.0.0.7",
                "10.0.0.7 | 203.0.113.9, nonsense | 10.0.0.7"
            })
    void takesTheLastThatIsNoProxyOfOurs(String from, String forwarded, String asker) {
        assertThat(asker(OURS, from, forwarded)).isEqualTo(InetAddress.ofLiteral(asker));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.8", "172.32.0.1", "203.0.113.1", "fe00::1", "2001:db8::1"})
    void believesNobodyElse(String from) {
        assertThat(asker(OURS, from, "198.51.100.1")).isEqualTo(InetAddress.ofLiteral(from));
    }

    @Test
    void believesNobodyWhenNobodyIsNamed() {
        assertThat(asker(new TrustedProxies(List.of()), "127.0.0.1", "198.51.100.1"))
                .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    }

    private static @Nullable InetAddress asker(TrustedProxies trusted, String from, String forwarded) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(from), 4711))
                .header("X-Forwarded-For", forwarded));
        AtomicReference<@Nullable InetSocketAddress> seen = new AtomicReference<>();
        new ForwardedFor(new Callers(trusted))
                .filter(exchange, inside -> {
                    seen.set(inside.getRequest().getRemoteAddress());
                    return Mono.empty();
                })
                .block();
        return Objects.requireNonNull(seen.get()).getAddress();
    }
}
