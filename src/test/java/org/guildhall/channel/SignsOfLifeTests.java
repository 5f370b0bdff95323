package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
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
    private final SignsOfLife signs = new SignsOfLife();

    @BeforeEach
    void aMessengerIsThere() {
        when(channel.name()).thenReturn("telegram");
        when(channel.account()).thenReturn("42");
        when(channel.window()).thenReturn(Optional.empty());
        doAnswer(call -> written.add(call.getArgument(3))).when(accounts).note(any(), any(), any(), any());
    }

    @Test
    void saysOnceThatAMessengerIsThereAndThenOnlyWhatIsNew() {
        writeDown();
        writeDown();
        signs.heard(channel);
        signs.heard(channel);
        signs.sent(channel);
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

    private void writeDown() {
        signs.writeDown(List.of(channel), accounts);
    }
}
