package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Objects;
import org.guildhall.channel.Media;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.message.Handle;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformFilesTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final StubApi api = new StubApi(Answer.json(200, "a photo"));
    private final PlatformChannel channel = Platforms.channel(Platforms.LARGE, api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void downloadsFromTheAddressInTheMessageWithoutTheToken() {
        Media media = Objects.requireNonNull(channel.fetch(new Handle("large", api.url() + "/photo.jpg?oh=1"))
                .block(SOON));

        assertThat(media.bytes()).asString().isEqualTo("a photo");
        assertThat(api.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/v25.0/photo.jpg?oh=1");
            assertThat(call.headers().containsKey("Authorization")).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/photo.jpg",
                "http://scontent.xx.fbcdn.net/photo.jpg",
                "https://fbcdn.net.evil.example/photo.jpg",
                "https://evilfbcdn.net/photo.jpg",
                "https://169.254.169.254/latest",
                "https://user@scontent.xx.fbcdn.net/photo.jpg",
                "file:///etc/passwd",
                "no address",
                ""
            })
    void goesNowhereButToMetasHosts(String address) {
        FetchFailed failure = failure(address);

        assertThat(failure.why()).isEqualTo(Why.HOST_NOT_ALLOWED);
        assertThat(failure).hasNoCause();
        assertThat(api.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, GONE", "404, GONE", "410, GONE", "500, UNREACHABLE", "429, UNREACHABLE"})
    void knowsWhatARefusalMeans(int status, Why why) {
        api.answering(call -> Answer.json(status, ""));

        FetchFailed failure = failure(api.url() + "/signed-address.jpg");
        assertThat(failure.why()).isEqualTo(why);
        assertThat(failure.toString()).doesNotContain("signed-address");
    }

    private FetchFailed failure(String address) {
        return catchThrowableOfType(
                FetchFailed.class,
                () -> channel.fetch(new Handle("large", address)).block(SOON));
    }
}
