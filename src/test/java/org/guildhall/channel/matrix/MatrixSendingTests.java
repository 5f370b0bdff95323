package org.guildhall.channel.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixSendingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int LARGEST_EVENT = 65_536;

    private final StubApi api = new StubApi(Answer.json(200, "{\"event_id\":\"$new\"}"));
    private final MatrixChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void sendsUnderTheSameIdAtEachAttempt() {
        assertThat(send("Hello", Outbound.Speaker.ASSISTANT)).isEqualTo(new Delivery.Sent("$new"));
        send("Hello", Outbound.Speaker.ASSISTANT);

        assertThat(api.calls())
                .extracting(StubApi.Call::path)
                .hasSize(2)
                .containsOnly(api.calls().getFirst().path());
        assertThat(api.calls().getFirst().headers().getFirst("Authorization")).isEqualTo("Bearer " + Fixtures.AS_TOKEN);
        assertThat(channel.deduplicates()).isTrue();
    }

    @Test
    void speaksAsAMachineUnlessAPersonDoes() {
        send("Hello", Outbound.Speaker.ASSISTANT);
        send("Hello", Outbound.Speaker.STAFF);

        assertThat(api.calls())
                .extracting(call -> call.body().path("msgtype").stringValue())
                .containsExactly("m.notice", "m.text");
    }

    @ParameterizedTest
    @CsvSource({
        "429, M_LIMIT_EXCEEDED, deferred",
        "403, M_FORBIDDEN, blocked",
        "401, M_UNKNOWN_TOKEN, refused",
        "404, M_NOT_FOUND, refused",
        "413, M_TOO_LARGE, refused",
        "400, M_SOMETHING_NEW, refused",
        "500, M_UNKNOWN, deferred",
        "502, '', deferred",
        "200, '', uncertain"
    })
    void knowsWhatARefusalMeans(int status, String code, String ending) {
        api.answering(call -> Answer.json(status, "{\"errcode\":\"" + code + "\",\"retry_after_ms\":7000}"));

        Delivery delivery = send("Hello", Outbound.Speaker.ASSISTANT);

        assertThat(word(delivery)).isEqualTo(ending);
        if (code.equals("M_LIMIT_EXCEEDED")) {
            assertThat(((Delivery.Deferred) delivery).retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "447700900123", "@ann:example.org", "!a/../b:example.org", "!a?b:example.org", "!{a}"})
    void writesOnlyIntoRooms(String room) {
        Address to = new Address("matrix", Fixtures.ACCOUNT, Fixtures.ANN, room);

        assertThat(channel.send(new Outbound(new UUID(0, 1), to, new Content.Text("Hello"), null))
                        .block(SOON))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(api.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\\"",
                "\\&",
                "\\<",
                "**a** ",
                "[a](https://council.example/?a=1&b=2) ",
                "`a` ",
                "\u0175",
                "a\n\n"
            })
    void noMessageIsLargerThanAnEventMayBe(String piece) {
        send(piece.repeat(9000), Outbound.Speaker.ASSISTANT);

        assertThat(api.calls())
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.body().toString().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(LARGEST_EVENT - 2000));
    }

    @Test
    void nothingInTheWordsIsATag() {
        send(
                "\\<img src=x onerror=alert(1)> & \"quoted\" [a](https://council.example/?a=\"b\")",
                Outbound.Speaker.ASSISTANT);

        assertThat(api.calls().getFirst().body().path("formatted_body").stringValue())
                .doesNotContain("<img")
                .contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quoted&quot;");
    }

    @Test
    void comesToADirectChatAndLeavesARoomOfMany() {
        channel.courtesy(Fixtures.signed(Fixtures.body("invited"))).block(SOON);
        channel.courtesy(Fixtures.signed(Fixtures.body("invited-to-a-room-of-many")))
                .block(SOON);
        channel.courtesy(Fixtures.signed(Fixtures.body("somebody-else-invited")))
                .block(SOON);

        assertThat(api.calls())
                .extracting(StubApi.Call::below)
                .containsExactly(
                        "/_matrix/client/v3/rooms/!chat447700900123:example.org/join",
                        "/_matrix/client/v3/rooms/!many:example.org/leave");
    }

    @Test
    void marksWhatWasSaidAsReadAndTypes() {
        channel.courtesy(Fixtures.signed(Fixtures.body("text"))).block(SOON);

        assertThat(api.calls()).hasSize(2);
        assertThat(api.calls().getFirst().path())
                .matches(".*/rooms/!chat447700900123:example.org/receipt/m.read/\\$event[0-9]+:example.org");
        assertThat(api.calls().getLast().path())
                .endsWith("/rooms/!chat447700900123:example.org/typing/@council:example.org");
        assertThat(api.calls().getLast().body().path("typing").booleanValue()).isTrue();
    }

    private Delivery send(String words, Outbound.Speaker speaker) {
        Address to = new Address("matrix", Fixtures.ACCOUNT, Fixtures.ANN, Fixtures.ROOM);
        Outbound reply = new Outbound(new UUID(0, 1), to, new Content.Text(words), null, speaker);
        return Objects.requireNonNull(channel.send(reply).block(SOON));
    }

    private static String word(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Refused refused -> refused.blocked() ? "blocked" : "refused";
            case Delivery.Deferred deferred -> deferred.uncertain() ? "uncertain" : "deferred";
            case Delivery.WentOut _, Delivery.Partly _ -> "sent";
        };
    }
}
