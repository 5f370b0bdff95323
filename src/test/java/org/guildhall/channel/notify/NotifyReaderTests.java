package org.guildhall.channel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyReaderTests {

    private static final Address ANN = person("447700900123");

    private final NotifyReader reader = new NotifyReader(Fixtures.SERVICE, Fixtures.TEMPLATE);

    @Test
    void readsAText() {
        assertThat(read("text"))
                .containsExactly(new Inbound.Said(
                        "b51f638b-0000-4000-8000-000000000001",
                        ANN,
                        new Content.Text("My bin was not emptied"),
                        null,
                        null,
                        null,
                        Instant.parse("2026-01-01T09:30:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "welsh, 'Pryd mae’r casgliad biniau? 🗑️\nDiolch, Siân ŵŷ'",
        "stop, STOP",
        "number-from-zero, Hello",
        "fields-of-the-future, Hello"
    })
    void readsWhatWasWrittenAndWhoWroteIt(String fixture, String words) {
        assertThat(read(fixture)).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
            assertThat(said.content().text()).isEqualTo(words);
            assertThat(said.from()).isEqualTo(ANN);
        });
    }

    @Test
    void keepsASenderThatIsNoNumber() {
        assertThat(read("from-a-name"))
                .singleElement()
                .extracting(Inbound::from)
                .isEqualTo(person("POSTMAN"));
    }

    @Test
    void doesWithoutADate() {
        assertThat(read("without-a-date"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Inbound.Said.class, said -> assertThat(said.at()).isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "permanent-failure, 'the number is wrong, or the phone network turned the message away'",
        "temporary-failure, 'the phone is off or full, or has no signal'",
        "technical-failure, 'something went wrong between Notify and the phone network'"
    })
    void saysWhyAMessageWasNotDelivered(String status, String why) {
        assertThat(read(status))
                .containsExactly(new Inbound.Receipt(
                        "740e5834-OURS:" + status,
                        ANN,
                        "740e5834-OURS",
                        Stage.FAILED,
                        "Notify " + status + ": " + why,
                        false,
                        false,
                        status.equals("technical-failure")));
    }

    @Test
    void readsHowFarAMessageGot() {
        Inbound delivered = new Inbound.Receipt("740e5834-OURS:delivered", ANN, "740e5834-OURS", Stage.DELIVERED, null);

        assertThat(read("delivered")).containsExactly(delivered);
        assertThat(read("delivered-number-from-zero")).containsExactly(delivered);
        assertThat(read("delivered-without-a-template")).containsExactly(delivered);
        assertThat(read("sent-abroad"))
                .containsExactly(new Inbound.Receipt(
                        "740e5834-OURS:sent", person("33600000001"), "740e5834-OURS", Stage.SENT, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blank",
                "pending",
                "status-of-the-future",
                "email-receipt",
                "another-template",
                "receipt-without-an-id",
                "nulls",
                "kind-of-the-future",
                "empty"
            })
    void readsNothingFromWhatSaysNothing(String fixture) {
        assertThat(read(fixture)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"without-an-id", "without-a-sender", "without-words"})
    void keepsATextThatLacksSomething(String fixture) {
        assertThat(read(fixture)).singleElement().isInstanceOf(Inbound.Unreadable.class);
    }

    private List<Inbound> read(String fixture) {
        return reader.read(Fixtures.body(fixture));
    }

    private static Address person(String number) {
        return new Address("notify", Fixtures.SERVICE, number, number);
    }
}
