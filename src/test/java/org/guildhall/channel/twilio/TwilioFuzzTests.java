package org.guildhall.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.message.Inbound;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes from Twilio's side; what goes there is in {@code TextMessageFuzzTests}. */
class TwilioFuzzTests {

    private static final TwilioReader READER = new TwilioReader(Fixtures.setup(Fixtures.NOWHERE));
    private static final TwilioChannel CHANNEL = Fixtures.channel(Fixtures.NOWHERE);

    static Stream<byte[]> forms() {
        return Seeds.posts("twilio");
    }

    static Stream<byte[]> signatures() {
        String right = Fixtures.signature(Fixtures.ADDRESS, Fixtures.body("text"), Fixtures.TOKEN);
        return Stream.of("", right, right + "=", right.toLowerCase(Locale.ROOT), "sha1=" + right, "\u0000")
                .map(signature -> signature.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("forms")
    @FuzzTest(maxDuration = "60s")
    void anyFormIsRead(byte[] body) {
        for (Inbound event : READER.read(Form.of(body))) {
            assertThat(event.from().account()).isIn(Fixtures.NUMBER, Fixtures.ON_WHATSAPP);
            if (!(event instanceof Inbound.Unreadable)) {
                assertThat(event.eventId()).isNotEmpty();
            }
            if (event instanceof Inbound.Said said) {
                assertThat(said.from().person()).isNotEmpty();
            }
        }
    }

    @MethodSource("signatures")
    @FuzzTest(maxDuration = "60s")
    void onlyTheSignatureItselfSigns(byte[] given) {
        byte[] body = Fixtures.body("text");
        String right = Fixtures.signature(Fixtures.ADDRESS, body, Fixtures.TOKEN);
        String withPort = Fixtures.signature("https://help.example.gov.uk:443/webhooks/twilio", body, Fixtures.TOKEN);
        for (String signature : Seeds.texts(given)) {
            assertThat(CHANNEL.signed(Fixtures.webhook(body, signature)))
                    .isEqualTo(signature.equals(right) || signature.equals(withPort));
        }
    }

    @MethodSource("forms")
    @FuzzTest(maxDuration = "60s")
    void anyFormCanBeSignedAndNoByteOfItsFieldsBeChanged(byte[] body) {
        Form form = Form.of(body);
        StringBuilder signed = new StringBuilder(Fixtures.ADDRESS);
        form.fields()
                .forEach((name, values) -> values.stream()
                        .sorted()
                        .distinct()
                        .forEach(value -> signed.append(name).append(value)));
        String signature = Fixtures.hash(signed.toString(), Fixtures.TOKEN);

        assertThat(CHANNEL.signed(Fixtures.webhook(body, signature))).isTrue();
        byte[] more =
                (new String(body, StandardCharsets.ISO_8859_1) + "&AccountSid=x").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(CHANNEL.signed(Fixtures.webhook(more, signature)))
                .isEqualTo(form.fields().getOrDefault("AccountSid", List.of()).contains("x"));
    }
}
