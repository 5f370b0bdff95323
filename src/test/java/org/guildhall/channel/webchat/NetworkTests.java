package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.guildhall.platform.Callers;
import org.guildhall.platform.Problem;
import org.guildhall.platform.TrustedProxies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Who is counted as one, and when it is too much. */
class NetworkTests {

    private final Network network = new Network(new Callers(new TrustedProxies(List.of("10.1.0.0/16", "192.0.2.7"))));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "8.8.4.4, -, 08080404",
                "8.8.4.4, 1.2.3.4, 08080404",
                "10.1.2.3, 1.2.3.4, 01020304",
                "10.1.2.3, '6.6.6.6, 1.2.3.4, 192.0.2.7', 01020304",
                "10.1.2.3, nonsense, -",
                "10.1.2.3, -, -",
                "10.2.2.3, 1.2.3.4, -",
                "127.0.0.1, -, -",
                "2001:4860:1:2:3:4:5:6, -, 2001486000010002",
                "fd00::1, -, -"
            })
    void aForwardedHeaderCountsOnlyFromAProxyThatIsTrusted(
            String remote, @Nullable String forwarded, @Nullable String known) {
        assertThat(network.of(request(remote, forwarded))).isEqualTo(Optional.ofNullable(known));
    }

    @Test
    void whoGoesBeyondALimitIsToldWhenToComeAgain() {
        Limits limits = new Limits(
                new WebchatProperties(URI.create("https://www.example.org"), DataSize.ofMegabytes(1), 1, 2, 1));
        limits.message("ann");
        limits.message("ann");
        limits.message("bob");
        limits.file("ann");
        limits.session(Optional.of("a"));
        limits.session(Optional.empty());
        limits.session(Optional.empty());

        assertThatThrownBy(() -> limits.message("ann")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.getStatusCode().value()).isEqualTo(429);
            assertThat(Integer.parseInt(String.valueOf(problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))))
                    .isBetween(1, 61);
        });
        assertThatThrownBy(() -> limits.file("ann")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> limits.session(Optional.of("a"))).isInstanceOf(Problem.class);
    }

    private static ServerRequest request(String remote, @Nullable String forwarded) {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(remote), 4711));
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }
        return ServerRequest.create(
                MockServerWebExchange.from(request),
                HandlerStrategies.withDefaults().messageReaders());
    }
}
