package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.conversation.Messengers;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

class KnownMessengersTests {

    private final Channel channel = mock(Channel.class);
    private final List<Outbound> sent = new ArrayList<>();

    @BeforeEach
    void aMessengerWithTwoWaysToReachPeople() {
        when(channel.name()).thenReturn("twilio");
        when(channel.account()).thenReturn("+441632960000");
        when(channel.accounts()).thenReturn(List.of("+441632960000", "whatsapp:+441632960001"));
        when(channel.delivers()).thenReturn(true);
        when(channel.send(any())).thenAnswer(call -> {
            sent.add(call.getArgument(0));
            return Mono.just(new Delivery.Sent("SM1"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "+447700900123, +441632960000",
        "whatsapp:+447700900123, whatsapp:+441632960001",
        "messenger:5001, +441632960000"
    })
    void aTestGoesOutFromTheAccountThatReachesThePerson(String person, String account) {
        KnownMessengers messengers = new KnownMessengers(channels(), mock(ApplicationContext.class));

        assertThat(messengers.test("twilio", person).block()).isEqualTo(new Delivery.Sent("SM1"));
        assertThat(sent).singleElement().satisfies(line -> {
            assertThat(line.to().account()).isEqualTo(account);
            assertThat(line.to().person()).isEqualTo(person);
        });
    }

    @Test
    void knowsHowLongACitizenMayBeWrittenToByAccount() {
        ApplicationContext context = mock(ApplicationContext.class);
        when(context.getBeanNamesForAnnotation(any())).thenReturn(new String[0]);
        when(channel.window("+441632960000")).thenReturn(Optional.empty());
        when(channel.window("whatsapp:+441632960001")).thenReturn(Optional.of(Duration.ofHours(24)));

        assertThat(new KnownMessengers(channels(), context).all())
                .singleElement()
                .extracting(Messengers.Messenger::windows)
                .isEqualTo(Map.of("whatsapp:+441632960001", Duration.ofHours(24)));
    }

    private Channels channels() {
        return new Channels(new ObjectProvider<>() {
            @Override
            public Stream<Channel> orderedStream() {
                return Stream.of(channel);
            }
        });
    }
}
