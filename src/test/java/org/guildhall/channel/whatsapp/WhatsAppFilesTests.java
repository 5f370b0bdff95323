package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
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

class WhatsAppFilesTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final StubApi api = new StubApi(Answer.json(200, ""));
    private final WhatsAppChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void asksWhereAFileIsAndDownloadsItBothWithTheToken() {
        keptAt(api.url().resolve("/attachments/?mid=990001&ext=1&hash=x"));

        Media media = Objects.requireNonNull(
                channel.fetch(new Handle("whatsapp", "990001")).block(SOON));

        assertThat(media.bytes()).asString().isEqualTo("a photo");
        assertThat(api.calls())
                .extracting(StubApi.Call::path)
                .containsExactly("/v25.0/990001?phone_number_id=104600001", "/attachments/?mid=990001&ext=1&hash=x");
        assertThat(api.calls())
                .allSatisfy(call ->
                        assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer " + Fixtures.TOKEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://lookaside.fbsbx.com.attacker.example/x",
                "https://attacker.example/lookaside.fbsbx.com",
                "http://lookaside.fbsbx.com/x",
                "https://lookaside.fbsbx.com:8443/x",
                "https://someone@lookaside.fbsbx.com/x",
                "https://169.254.169.254/latest/meta-data",
                "file:///etc/passwd"
            })
    void takesTheTokenNowhereButToTheHostsThatKeepFiles(String address) {
        keptAt(URI.create(address));

        assertThat(failure("990001").why()).isEqualTo(Why.HOST_NOT_ALLOWED);
        assertThat(api.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 100, GONE",
        "404, 0, GONE",
        "401, 190, UNREACHABLE",
        "403, 10, UNREACHABLE",
        "401, 0, UNREACHABLE",
        "400, 80007, UNREACHABLE",
        "500, 131000, UNREACHABLE",
        "503, 0, UNREACHABLE"
    })
    void knowsWhatARefusalMeans(int status, int code, Why why) {
        api.answering(call -> Answer.json(status, code == 0 ? "" : "{\"error\":{\"code\":" + code + "}}"));

        FetchFailed failure = failure("990001");
        assertThat(failure.why()).isEqualTo(why);
        assertThat(failure).hasNoCause();
        assertThat(failure.toString()).doesNotContain("canary", "990001");
    }

    @Test
    void leavesWhatsAppAloneForAsLongAsItAsks() {
        api.answering(call -> new Answer(429, "", Map.of("Retry-After", "17")));

        assertThat(failure("990001").retryAfter()).isEqualTo(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "1/../2", "1?access_token=x", "{1}", "a b", "\u0175"})
    void asksForNothingThatIsNoId(String id) {
        assertThat(failure(id).why()).isEqualTo(Why.GONE);
        assertThat(api.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"url\":null}", "{\"url\":7}", "{\"url\":\"::no\"}", "not JSON"})
    void isGoneWhereNoAddressIsGiven(String answer) {
        api.answering(call -> Answer.json(200, answer));

        assertThat(failure("990001").why()).isEqualTo(Why.GONE);
    }

    private void keptAt(URI address) {
        api.answering(call -> call.path().startsWith("/v25.0/")
                ? Answer.json(
                        200,
                        "{\"messaging_product\":\"whatsapp\",\"url\":\"" + address
                                + "\",\"mime_type\":\"image/jpeg\",\"file_size\":\"7\",\"id\":\"990001\"}")
                : new Answer(200, "a photo", Map.of("Content-Type", "image/jpeg")));
    }

    private FetchFailed failure(String id) {
        return catchThrowableOfType(
                FetchFailed.class,
                () -> channel.fetch(new Handle("whatsapp", id)).block(SOON));
    }
}
