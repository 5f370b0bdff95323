package org.guildhall.channel.x;

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

class XFilesTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PRIVATE = "https://ton.twitter.com/1.1/ton/data/dm/2080/600/oP5p359h.jpg";

    private final StubApi api = new StubApi(new Answer(200, "a photo", Map.of("Content-Type", "image/jpeg")));
    private final XChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void asksTheApiForWhatIsPrivateWithTheToken() {
        assertThat(Objects.requireNonNull(
                                channel.fetch(new Handle("x", PRIVATE)).block(SOON))
                        .bytes())
                .asString()
                .isEqualTo("a photo");

        assertThat(api.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).endsWith("/2/dm_conversations/media/2080/600/oP5p359h.jpg");
            assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer " + Fixtures.ACCESS_TOKEN);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ton.twitter.com.attacker.example/1.1/ton/data/dm/1/2/x.jpg",
                "https://ton.twitter.com/1.1/ton/data/dm/1/2/../x.jpg",
                "https://ton.twitter.com/1.1/ton/data/dm/1/2/..",
                "https://attacker.example/pbs.twimg.com",
                "http://pbs.twimg.com/x",
                "https://someone@pbs.twimg.com/x",
                "https://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "::no",
                ""
            })
    void goesNowhereButToTheHostsThatKeepFiles(String address) {
        FetchFailed failure = catchThrowableOfType(
                FetchFailed.class, () -> channel.fetch(new Handle("x", address)).block(SOON));

        assertThat(failure.why()).isEqualTo(Why.HOST_NOT_ALLOWED);
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void isGoneWhereXHasItNoMore() {
        api.answering(call -> Answer.json(404, "{}"));

        FetchFailed failure = catchThrowableOfType(
                FetchFailed.class, () -> channel.fetch(new Handle("x", PRIVATE)).block(SOON));
        assertThat(failure.why()).isEqualTo(Why.GONE);
        assertThat(failure.toString()).doesNotContain(Fixtures.ACCESS_TOKEN, "oP5p359h");
    }
}
