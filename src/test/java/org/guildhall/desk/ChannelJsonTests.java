package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.guildhall.conversation.ChannelAccounts.Known;
import org.guildhall.conversation.Messengers.Messenger;
import org.junit.jupiter.api.Test;

class ChannelJsonTests {

    private static final Instant MORNING = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private static final Messenger TWILIO = new Messenger(
            "twilio", "+44", List.of("+44", "whatsapp:+44"), Map.of("whatsapp:+44", Duration.ofHours(24)), true);

    @Test
    void tellsOfEachAccountAndOfAllTogether() {
        ChannelJson.Channel twilio = only(
                TWILIO,
                new Known("twilio", "+44", NOON, null, MORNING, Map.of("sms", 1L), 3),
                new Known("twilio", "former", MORNING, NOON, NOON, Map.of("sms", 100L), 300),
                new Known("twilio", "whatsapp:+44", MORNING, NOON, null, Map.of("sms", 2L, "utility", 1L), 4),
                new Known("whatsapp", "+44", MORNING, NOON, NOON, Map.of("sms", 100L), 300));

        assertThat(twilio.account()).isEqualTo("+44");
        assertThat(twilio.verified()).isTrue();
        assertThat(twilio.verifiedAt()).isEqualTo(MORNING);
        assertThat(twilio.heardAt()).isEqualTo(NOON);
        assertThat(twilio.sentAt()).isEqualTo(MORNING);
        assertThat(twilio.chargedThisMonth())
                .isEqualTo(new ChannelJson.Charged(4, Map.of("sms", 3L, "utility", 1L), 7));
        assertThat(twilio.accounts())
                .containsExactly(
                        new ChannelJson.Account(
                                "+44",
                                true,
                                NOON,
                                null,
                                MORNING,
                                new ChannelJson.Charged(1, Map.of("sms", 1L), 3),
                                null),
                        new ChannelJson.Account(
                                "whatsapp:+44",
                                true,
                                MORNING,
                                NOON,
                                null,
                                new ChannelJson.Charged(3, Map.of("sms", 2L, "utility", 1L), 4),
                                86_400L));
        assertThat(twilio.windowSeconds()).as("the shortest").isEqualTo(86_400);
    }

    @Test
    void hasNothingToTellOfWhatIsSwitchedOff() {
        ChannelJson.Channel off = only(
                new Messenger("twilio", null, List.of(), Map.of(), false),
                new Known("twilio", "former", MORNING, NOON, NOON, Map.of("sms", 100L), 300));

        assertThat(off)
                .isEqualTo(new ChannelJson.Channel(
                        "twilio",
                        false,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null,
                        false,
                        new ChannelJson.Charged(0, Map.of(), 0),
                        List.of()));
    }

    private static ChannelJson.Channel only(Messenger messenger, Known... known) {
        return ChannelJson.Channels.of(List.of(messenger), List.of(known))
                .channels()
                .getFirst();
    }
}
