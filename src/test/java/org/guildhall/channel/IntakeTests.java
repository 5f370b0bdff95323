package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.Inbox;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;

class IntakeTests {

    private static final Webhook CALL =
            new Webhook(HttpMethod.POST, "", new HttpHeaders(), new LinkedMultiValueMap<>(), new byte[0]);

    private static final Address ANN = new Address("test", "1", "ann", "ann");

    private final Inbox inbox = mock(Inbox.class);
    private final Channel channel = mock(Channel.class);
    private final Intake intake = IntakeFixture.over(inbox);

    @BeforeEach
    void somebodySaysSomething() {
        when(channel.name()).thenReturn("test");
        when(channel.account()).thenReturn("1");
        when(channel.accounts()).thenReturn(List.of("1"));
        when(channel.courtesy(any())).thenReturn(Mono.empty());
        when(channel.read(any()))
                .thenReturn(List.of(new Inbound.Said("1", ANN, new Content.Text("hello"), null, null, null, null)));
    }

    @Test
    void isPoliteOnceForWhatComesTwice() {
        when(inbox.accept(any()))
                .thenReturn(Mono.just(List.of(new Accepted(new UUID(0, 1), 1, false))))
                .thenReturn(Mono.just(List.of(new Accepted(new UUID(0, 1), 1, true))));

        assertThat(intake.take(channel, CALL).block()).isEqualTo(Intake.Outcome.ACCEPTED);
        assertThat(intake.take(channel, CALL).block()).isEqualTo(Intake.Outcome.DUPLICATE);

        verify(channel, times(1)).courtesy(CALL);
    }

    @Test
    void doesOnlyWhatIsMissedWhileMoreComesThanCanBeTakenIn() {
        when(inbox.accept(any())).thenReturn(Mono.just(List.of(new Accepted(new UUID(0, 1), 1, false))));
        when(channel.courtesyInARush(any())).thenReturn(Mono.empty());

        IntakeFixture.over(inbox, () -> true).take(channel, CALL).block();

        verify(channel).courtesyInARush(CALL);
        verify(channel, never()).courtesy(any());
    }

    @Test
    void tellsOfWhoChoseInWordsAndLooksForTheMessageOnlyWhenItIsAskedFor() {
        List<String> lookedFor = new ArrayList<>();
        List<String> found = new ArrayList<>();
        Mono<String> message = Mono.fromSupplier(() -> {
            lookedFor.add("m4");
            return "m4";
        });
        when(inbox.accept(any())).thenReturn(Mono.just(List.of(new Accepted(new UUID(0, 1), 5, false, true))));
        when(inbox.offered(new UUID(0, 1), 5)).thenReturn(message);
        when(channel.chosen(any(), any())).thenReturn(Mono.empty());
        intake.take(channel, CALL).block();
        verify(channel).chosen(ANN, message);
        assertThat(lookedFor).isEmpty();

        when(channel.chosen(any(), any())).thenAnswer(call -> {
            Mono<String> offered = call.getArgument(1);
            return offered.doOnNext(found::add).then();
        });
        intake.take(channel, CALL).block();
        assertThat(found).containsExactly("m4");
    }

    @Test
    void tellsOfNobodyWhoTappedOrSaidSomethingElse() {
        when(inbox.accept(any())).thenReturn(Mono.just(List.of(new Accepted(new UUID(0, 1), 5, false))));

        intake.take(channel, CALL).block();

        verify(channel, never()).chosen(any(), any());
    }

    @Test
    void isNotPoliteWhereNothingIsForUs() {
        when(channel.read(any())).thenReturn(List.of());

        assertThat(intake.take(channel, CALL).block()).isEqualTo(Intake.Outcome.IGNORED);

        verify(channel, never()).courtesy(any());
    }
}
