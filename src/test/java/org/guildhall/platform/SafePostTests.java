package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.guildhall.platform.FetchFailed.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SafePostTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] BODY = "hello".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example/1",
                "https://push.example:8443/1",
                "https://user@push.example/1",
                "https://127.0.0.1/1",
                "https://127.1/1",
                "https://2130706433/1",
                "https://0x7f000001/1",
                "https://[::1]/1",
                "ftp://push.example/1",
                "https:///1",
                "mailto:a@push.example"
            })
    void writesToNothingButHttpsAtAName(String address) {
        SafePost post = new SafePost();

        assertThat(SafePost.allowed(URI.create(address), Set.of())).isFalse();
        assertThat(why(post, address)).isEqualTo(Why.HOST_NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "::1", "fd00::1", "64:ff9b::7f00:1"})
    void writesToNoNameThatLeadsIntoOurOwnNetwork(String address) {
        SafePost post = new SafePost(
                host -> new InetAddress[] {InetAddress.getByName("203.0.114.1"), InetAddress.getByName(address)},
                PublicAddress::is);

        assertThat(why(post, "https://push.example/1")).isEqualTo(Why.ADDRESS_NOT_ALLOWED);
    }

    @Test
    void tellsNothingOfTheAddressWhenItFails() {
        FetchFailed failure = failure(new SafePost(), "https://127.0.0.1/a-secret-path");

        assertThat(String.valueOf(failure.getMessage())).doesNotContain("a-secret-path");
        assertThat(letter("https://push.example/a-secret-path", Set.of()).toString())
                .doesNotContain("a-secret-path");
    }

    private static Why why(SafePost post, String address) {
        return failure(post, address).why();
    }

    private static FetchFailed failure(SafePost post, String address) {
        return Objects.requireNonNull(catchThrowableOfType(
                FetchFailed.class, () -> post.send(letter(address, Set.of())).block(PATIENCE)));
    }

    private static SafePost.Letter letter(String to, Set<URI> exempt) {
        return new SafePost.Letter(URI.create(to), exempt, Map.of("TTL", "60"), BODY, PATIENCE);
    }
}
