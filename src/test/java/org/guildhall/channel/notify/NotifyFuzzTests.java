package org.guildhall.channel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Inbound;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes from Notify's side; what goes there is in {@code TextMessageFuzzTests}. */
class NotifyFuzzTests {

    private static final NotifyReader READER = new NotifyReader(Fixtures.SERVICE, Fixtures.TEMPLATE);
    private static final NotifyChannel CHANNEL = Fixtures.channel(Fixtures.NOWHERE);

    static Stream<byte[]> callbacks() {
        return Seeds.posts("notify");
    }

    static Stream<byte[]> tokens() {
        String right = "Bearer " + Fixtures.TOKEN;
        return Stream.of("", right, right + "0", "Bearer ", "Basic " + Fixtures.TOKEN, "\u0000")
                .map(token -> token.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("callbacks")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefused(byte[] body) {
        List<Inbound> read;
        try {
            read = READER.read(body);
        } catch (UnreadableWebhook refused) {
            return;
        }
        assertThat(read).hasSizeLessThanOrEqualTo(1).allSatisfy(event -> {
            assertThat(event.from().account()).isEqualTo(Fixtures.SERVICE);
            if (!(event instanceof Inbound.Unreadable)) {
                assertThat(event.eventId()).isNotEmpty();
            }
            if (event instanceof Inbound.Said said) {
                assertThat(said.from().person()).isNotEmpty();
                assertThat(said.content().text()).isNotBlank();
            }
        });
    }

    @MethodSource("tokens")
    @FuzzTest(maxDuration = "60s")
    void onlyTheTokenItselfSigns(byte[] given) {
        for (String token : Seeds.texts(given)) {
            assertThat(CHANNEL.signed(Fixtures.webhook(new byte[0], token)))
                    .isEqualTo(token.equals("Bearer " + Fixtures.TOKEN));
        }
    }
}
