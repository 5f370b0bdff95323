package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.guildhall.channel.Media;
import org.guildhall.message.Handle;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramFilesTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final BotApi api = BotApi.start(0);
    private final TelegramChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void asksWhereAFileIsAndDownloadsIt() {
        api.holds("photo-1", "a photo".getBytes(StandardCharsets.US_ASCII));

        Media media = Objects.requireNonNull(
                channel.fetch(new Handle("telegram", "photo-1")).block(SOON));

        assertThat(media.bytes()).asString().isEqualTo("a photo");
        assertThat(api.calls("getFile"))
                .singleElement()
                .satisfies(call -> assertThat(call.text("file_id")).isEqualTo("photo-1"));
    }

    @Test
    void aFileThatTelegramForgotIsGoneAndItsAddressShowsNowhere() {
        FetchFailed failure = failure("photo-2");

        assertThat(failure.why()).isEqualTo(Why.GONE);
        assertThat(failure.toString()).doesNotContain(Fixtures.TOKEN, "photo-2");
        assertThat(failure).hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "400,Bad Request: file is too big,TOO_LARGE",
        "400,Bad Request: invalid file_id,GONE",
        "401,Unauthorized,UNREACHABLE",
        "500,Internal Server Error,UNREACHABLE"
    })
    void knowsWhatARefusalMeans(int code, String description, Why why) {
        api.failing(call -> Fault.error(code, description));

        FetchFailed failure = failure("photo-1");
        assertThat(failure.why()).isEqualTo(why);
        assertThat(failure).hasNoCause();
    }

    @Test
    void leavesTelegramAloneForAsLongAsItAsks() {
        api.failing(call -> Fault.tooMany(17));

        assertThat(failure("photo-1").retryAfter()).isEqualTo(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "..", ".hidden/.."})
    void goesNowhereButBelowTheBotsOwnFiles(String id) {
        api.holds("x", new byte[1]);
        api.holds("..", new byte[1]);

        assertThat(failure(id).why()).isEqualTo(Why.GONE);
    }

    private FetchFailed failure(String id) {
        return catchThrowableOfType(
                FetchFailed.class,
                () -> channel.fetch(new Handle("telegram", id)).block(SOON));
    }
}
