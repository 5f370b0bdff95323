package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.guildhall.conversation.ChannelAccounts.Known;
import org.guildhall.conversation.Messengers.Messenger;
import org.junit.jupiter.api.Test;

/** What is known of a messenger, in words. */
class ChannelViewTests {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant MORNING = Instant.parse("2026-11-30T08:00:00Z");

    @Test
    void saysWhatWorksWhenItLastDidAndWhatItCosts() {
        ChannelView view = view(
                new Messenger("twilio", "+44", List.of("+44"), Map.of("+44", Duration.ofHours(24)), true),
                new Known("twilio", "+44", MORNING, null, MORNING, Map.of("sms", 8L), 24));

        assertThat(view.on()).isTrue();
        assertThat(view.standing())
                .isEqualTo(
                        "Switched on. It proved who it is on 30 November 2026, 8:00am, so citizens' messages reach us.");
        assertThat(view.facts())
                .containsExactly(
                        new ChannelView.Fact("Last told us something", "Never"),
                        new ChannelView.Fact("Last took a message from us", "30 November 2026, 8:00am"),
                        new ChannelView.Fact("How long we may write freely", "1 day after a citizen's last message"),
                        new ChannelView.Fact("What it charges for this month", "Messages: 8 (8 sms), 24 segments"));
        assertThat(view.accounts()).isEmpty();
    }

    @Test
    void tellsOfEachSideWhereThereAreSeveralAndNothingFoldsItsWordsRound() {
        ChannelView view = view(
                new Messenger("twilio", "+44", List.of("+44", "whatsapp:\u202E44"), Map.of(), true),
                new Known("twilio", "+44", MORNING, null, null, Map.of(), 0));

        assertThat(view.accounts()).extracting(ChannelView.Side::account).containsExactly("+44", "whatsapp:[U+202E]44");
        assertThat(view.accounts().getLast().standing()).contains("nothing has come from it yet");
        assertThat(view.facts()).extracting(ChannelView.Fact::words).contains("Always", "Nothing");
    }

    @Test
    void saysThatItIsOff() {
        ChannelView view = view(new Messenger("line", null, List.of(), Map.of(), false));

        assertThat(view.on()).isFalse();
        assertThat(view.title()).isEqualTo("LINE");
        assertThat(view.standing()).isEqualTo("Switched off.");
    }

    private static ChannelView view(Messenger messenger, Known... known) {
        return ChannelView.of(
                ChannelJson.Channels.of(List.of(messenger), List.of(known))
                        .channels()
                        .getFirst(),
                LONDON);
    }
}
