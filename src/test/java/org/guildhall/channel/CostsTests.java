package org.guildhall.channel;

import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.Inbox;
import org.guildhall.conversation.InboxFixture;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;

class CostsTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address ANN = new Address("notify", "1", "447700900123", "447700900123");

    @Test
    void everyNodeSeesWhatWasPaidForOnceHoweverOftenItIsTold() {
        InboxFixture house = new InboxFixture();
        Costs costs = new Costs(house.inbox());
        costs.charged(new Inbound.Charged("m1:charged", ANN, "sms", 3));
        costs.charged(new Inbound.Charged("m1:charged", ANN, "sms", 3));
        costs.charged(new Inbound.Charged("m\u00002:charged", ANN, "sms", 4));

        await().atMost(SOON)
                .until(() -> house.sql()
                        .sql("select messages || ' ' || segments from channel_charges where category = 'sms'")
                        .query(String.class)
                        .list()
                        .equals(List.of("2 7")));
    }

    @Test
    void whatCannotBeWrittenDownNowIsWrittenDownLater() {
        Inbound.Charged charged = new Inbound.Charged("m1:charged", ANN, "sms", 3);
        List<Object> asked = new CopyOnWriteArrayList<>();
        Inbox inbox = mock(Inbox.class);
        when(inbox.accept(any())).thenAnswer(call -> {
            asked.add(call.getArgument(0));
            return asked.size() < 3
                    ? Mono.error(new QueryTimeoutException("the database is away"))
                    : Mono.just(List.of(new Accepted(null, null, false)));
        });
        new Costs(inbox).charged(charged);

        await().atMost(SOON).until(() -> asked.equals(List.of(List.of(charged), List.of(charged), List.of(charged))));
    }
}
