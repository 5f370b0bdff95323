package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.channel.OutboundSample;
import org.guildhall.channel.WholeReply;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.Fault;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What another implementation sends to Telegram we send too, field by field, where both can say it. */
class OutboundSamplesTests {

    /** As it stands in that implementation's tests: {@code "text": {"Simple Message"}}. */
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\": (?:\\[\\]string)?\\{\"([^\"]*)\"");

    /** What stands under the same name there and here; buttons are another kind there, and its markup is another. */
    private static final List<String> SAME =
            List.of("chat_id", "text", "caption", "photo", "video", "audio", "document");

    @TestFactory
    Stream<DynamicTest> sendsWhatOthersSend() throws IOException {
        List<OutboundSample> ours = OutboundSample.of("telegram").stream()
                .filter(OutboundSample::ours)
                .toList();
        assertThat(ours).hasSizeGreaterThan(8);
        return ours.stream().map(sample -> dynamicTest(sample.label(), () -> send(sample)));
    }

    private static void send(OutboundSample sample) {
        try (BotApi api = BotApi.start(0)) {
            api.failing(call -> call.method().startsWith("send")
                    ? new Fault.Refused(sample.status(0), sample.answer(0))
                    : Fault.NONE);
            Address to = new Address("telegram", "42", "12345", "12345");
            Delivery delivery =
                    WholeReply.send(Fixtures.channel(api.url()), sample.reply(to, Outbound.Speaker.ASSISTANT));

            ended(sample, delivery);
            String method = sample.sample().path("url").path(0).asString("").replaceFirst(".*/", "");
            assertThat(api.calls(method)).isNotEmpty();
            BotApi.Call call = api.calls(method).getFirst();
            fields(sample)
                    .forEach((name, value) ->
                            assertThat(call.text(name)).as(name).isEqualTo(value));
            assertThat(call.buttons()).isEqualTo(sample.titles());
        }
    }

    private static void ended(OutboundSample sample, Delivery delivery) {
        if (sample.error().contains("ConnectionThrottled")) {
            assertThat(delivery)
                    .isInstanceOfSatisfying(
                            Delivery.Deferred.class,
                            later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
        } else if (sample.error().contains("ContactStopped")) {
            assertThat(delivery)
                    .isInstanceOfSatisfying(
                            Delivery.Refused.class,
                            refused -> assertThat(refused.blocked()).isTrue());
        } else if (sample.error().contains("ErrFailedWithReason")) {
            assertThat(delivery).isInstanceOf(Delivery.Refused.class);
        } else {
            // Without an id it is sent all the same, and nobody hears what becomes of it.
            String id = sample.error().isEmpty() ? "133" : null;
            assertThat(delivery).isEqualTo(new Delivery.Sent(id));
        }
    }

    private static Map<String, String> fields(OutboundSample sample) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(sample.forms().replace("\\\"", "\""));
        while (field.find()) {
            if (SAME.contains(field.group(1))) {
                fields.putIfAbsent(field.group(1), field.group(2));
            }
        }
        assertThat(fields).containsKey("chat_id");
        return fields;
    }
}
