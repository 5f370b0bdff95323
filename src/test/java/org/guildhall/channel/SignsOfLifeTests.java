package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guildhall.conversation.ChannelAccounts;
import org.guildhall.conversation.ChannelAccounts.Sign;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignsOfLifeTests {

    private final Channel channel = mock(Channel.class);
    private final ChannelAccounts accounts = mock(ChannelAccounts.class);
    private final List<Set<Sign>> written = new ArrayList<>();
    private final Map<String, Set<Sign>> last = new HashMap<>();
    private final SignsOfLife signs = new SignsOfLife();

    @BeforeEach
    void aMessengerIsThere() {
        when(channel.name()).thenReturn("telegram");
        when(channel.accounts()).thenReturn(List.of("42"));
        when(channel.window(any())).thenReturn(Optional.empty());
        doAnswer(call -> {
                    last.put(call.getArgument(1), call.getArgument(3));
                    return written.add(call.getArgument(3));
                })
                .when(accounts)
                .note(any(), any(), any(), any());
    }

    @Test
    void saysOnceThatAMessengerIsThereAndThenOnlyWhatIsNew() {
        writeDown();
        writeDown();
        signs.heard(channel, "42");
        signs.heard(channel, "42");
        signs.sent(channel, "42");
        writeDown();
        writeDown();

        assertThat(written).containsExactly(Set.of(), Set.of(Sign.VERIFIED, Sign.HEARD, Sign.SENT));
    }

    @Test
    void forgetsNothingThatCouldNotBeWritten() {
        doAnswer(call -> {
                    throw new IllegalStateException("the database is away");
                })
                .when(accounts)
                .note(any(), any(), any(), any());
        signs.verified(channel);
        assertThatThrownBy(this::writeDown).isInstanceOf(IllegalStateException.class);

        aMessengerIsThere();
        writeDown();
        assertThat(written).containsExactly(Set.of(Sign.VERIFIED));
    }

    @Test
    void knowsForEachAccountWhatWasSeenOfIt() {
        when(channel.accounts()).thenReturn(List.of("42", "whatsapp:42"));
        signs.verified(channel);
        signs.heard(channel, "42");
        signs.sent(channel, "whatsapp:42");
        writeDown();

        assertThat(last)
                .containsOnly(
                        entry("42", Set.of(Sign.VERIFIED, Sign.HEARD)),
                        entry("whatsapp:42", Set.of(Sign.VERIFIED, Sign.SENT)));
    }

    @Test
    void knowsForEachAccountHowLongACitizenMayBeWrittenTo() {
        when(channel.accounts()).thenReturn(List.of("42", "whatsapp:42"));
        when(channel.window("whatsapp:42")).thenReturn(Optional.of(Duration.ofHours(24)));
        writeDown();

        verify(accounts).note("telegram", "42", Optional.empty(), Set.of());
        verify(accounts).note("telegram", "whatsapp:42", Optional.of(Duration.ofHours(24)), Set.of());
    }

    private void writeDown() {
        signs.writeDown(List.of(channel), accounts);
    }
}
