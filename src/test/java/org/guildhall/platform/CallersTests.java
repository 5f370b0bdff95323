package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class CallersTests {

    private static final Callers BEHIND_PROXIES =
            new Callers(new TrustedProxies(List.of("10.0.0.0/8", " 192.0.2.7 ", "2001:db8::/32")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3     | 198.51.100.9                        | 198.51.100.9",
                "10.1.2.3     | 203.0.113.1, 198.51.100.9           | 198.51.100.9",
                "10.1.2.3     | 203.0.113.1, 198.51.100.9, 10.9.9.9 | 198.51.100.9",
                "192.0.2.7    | 198.51.100.9:4711                   | 198.51.100.9",
                "10.1.2.3     | [2a00::1]:4711                      | 2a00::1",
                "2001:db8::1  | 198.51.100.9                        | 198.51.100.9",
                "10.1.2.3     | 10.4.4.4                            | 10.4.4.4",
                "10.1.2.3     | unknown                             | 10.1.2.3",
                "10.1.2.3     | 198.51.100.9, nonsense              | 10.1.2.3",
                "10.1.2.3     | ''                                  | 10.1.2.3",
                "192.0.2.8    | 198.51.100.9                        | 192.0.2.8"
            })
    void areTheLastWhomNoTrustedProxyWroteDownForItself(String peer, String forwarded, String caller) {
        assertThat(of(BEHIND_PROXIES, peer, forwarded)).isEqualTo(of(nobodyTrusted(), caller, ""));
    }

    @Test
    void areWhoeverConnectsWhereNobodyIsTrusted() {
        assertThat(of(nobodyTrusted(), "192.0.2.8", "198.51.100.9")).isEqualTo("192.0.2.8");
    }

    @Test
    void areUnknownWhereNothingIsKnownOfTheConnection() {
        assertThat(nobodyTrusted().of(MockServerHttpRequest.get("/").build())).isNull();
    }

    @Test
    void refuseToStartWithWhatIsNoNetwork() {
        for (String wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/x", "")) {
            assertThatThrownBy(() -> new Callers(new TrustedProxies(List.of(wrong))))
                    .as(wrong)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("guildhall.trusted-proxies");
        }
    }

    private static Callers nobodyTrusted() {
        return new Callers(new TrustedProxies(List.of()));
    }

    private static String of(Callers callers, String peer, String forwarded) {
        InetSocketAddress caller = callers.of(MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(peer, 1))
                .header("X-Forwarded-For", forwarded)
                .build());
        return Objects.requireNonNull(caller).getAddress().getHostAddress();
    }
}
