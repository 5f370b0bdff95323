package org.guildhall.channel.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.message.Handle;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixFilesTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final StubApi api = new StubApi(new Answer(200, "a photo", Map.of("Content-Type", "image/jpeg")));
    private final MatrixChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void asksOurOwnHomeserverWithTheToken() {
        assertThat(Objects.requireNonNull(channel.fetch(new Handle("matrix", "mxc://other.example/AbC_-1"))
                                .block(SOON))
                        .bytes())
                .asString()
                .isEqualTo("a photo");

        assertThat(api.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).endsWith("/_matrix/client/v1/media/download/other.example/AbC_-1");
            assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer " + Fixtures.AS_TOKEN);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.org/x",
                "mxc://example.org",
                "mxc://example.org/../x",
                "mxc://../x",
                "mxc://example.org/a/b",
                "mxc://example.org/a?b=c",
                "mxc://someone@example.org/a"
            })
    void asksForNothingThatIsNoFile(String address) {
        assertThat(failure(address).why()).isEqualTo(Why.GONE);
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void isNotLedAwayByAnAnswer() {
        api.answering(call -> new Answer(307, "", Map.of("Location", "http://169.254.169.254/latest/meta-data")));

        assertThat(failure("mxc://example.org/a").why())
                .isIn(Why.REDIRECT_NOT_ALLOWED, Why.HOST_NOT_ALLOWED, Why.ADDRESS_NOT_ALLOWED);
        assertThat(api.calls()).hasSize(1);
    }

    private FetchFailed failure(String address) {
        return catchThrowableOfType(
                FetchFailed.class,
                () -> channel.fetch(new Handle("matrix", address)).block(SOON));
    }
}
