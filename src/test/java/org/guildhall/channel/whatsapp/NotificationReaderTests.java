package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationReaderTests {

    private static final Address ANN = person("447700900123");
    private static final Instant SENT = Instant.ofEpochSecond(1767225600);

    private final NotificationReader reader = new NotificationReader(Fixtures.NUMBER);

    @Test
    void readsAText() {
        assertThat(read("text")).containsExactly(said("wamid.TEXT", new Content.Text("My bin was not emptied"), null));
    }

    @Test
    void readsWhatIsSentAlongAsWhatItIs() {
        assertThat(content("image"))
                .isEqualTo(media(MediaKind.PHOTO, "990001", "This is the pothole", null, "image/jpeg"));
        assertThat(content("video")).isEqualTo(media(MediaKind.VIDEO, "990002", "", null, "video/mp4"));
        assertThat(content("voice")).isEqualTo(media(MediaKind.VOICE, "990003", "", null, "audio/ogg; codecs=opus"));
        assertThat(content("audio")).isEqualTo(media(MediaKind.AUDIO, "990004", "", null, "audio/mpeg"));
        assertThat(content("document"))
                .isEqualTo(media(MediaKind.DOCUMENT, "990005", "My bill", "council tax.pdf", "application/pdf"));
        assertThat(content("sticker")).isEqualTo(media(MediaKind.STICKER, "990006", "", null, "image/webp"));
        assertThat(content("image-without-a-file")).isEqualTo(media(MediaKind.PHOTO, null, "", null, null));
    }

    @Test
    void readsPlaces() {
        assertThat(content("location"))
                .isEqualTo(new Content.Location(52.4153, -4.0829, "Y Llyfrgell", "Sgwâr y Frenhines"));
        assertThat(content("bare-location")).isEqualTo(new Content.Location(52.4153, -4.0829, null, null));
    }

    @Test
    void readsEachOfSeveralCards() {
        assertThat(read("contacts"))
                .containsExactly(
                        said("wamid.CONTACTS", new Content.Contact("Dai Rees", "+44 1632 960123"), null),
                        said("wamid.CONTACTS#2", new Content.Contact("Bo", null), null));
    }

    @ParameterizedTest
    @CsvSource({
        "button, Missed bin, missed-bin",
        "row, Report a bin that was not emptied, #2",
        "template-button, Yes please, yes"
    })
    void readsWhatWasTappedAndWhatItRead(String fixture, String title, String choice) {
        assertThat(read(fixture)).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
            assertThat(said.content()).isEqualTo(new Content.Text(title));
            assertThat(said.choice()).isEqualTo(choice);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "form, Sent",
        "interactive-without-a-reply, ''",
        "unsupported, ''",
        "order, ''",
        "order-with-words, Can I collect it?"
    })
    void saysThatSomethingCameWhichItCannotShow(String fixture, String words) {
        assertThat(content(fixture)).isEqualTo(media(MediaKind.OTHER, null, words, null, null));
    }

    @Test
    void readsATextWithoutWordsAsNoWords() {
        assertThat(content("text-without-a-body")).isEqualTo(new Content.Text(""));
    }

    @Test
    void knowsSomebodyWhoHidesTheNumber() {
        assertThat(read("without-a-number")).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
            assertThat(said.from()).isEqualTo(person("GB.8842"));
            assertThat(said.name()).isEqualTo("Cai");
        });
    }

    @ParameterizedTest
    @CsvSource({"both-names, wamid.BOTH", "both-names-of-a-contact, wamid.CONTACT"})
    void knowsWhoIsNamedTwiceByTheIdAndAnswersAtTheNumber(String fixture, String id) {
        Address both = new Address("whatsapp", Fixtures.NUMBER, "GB.9001", "447700900123");

        assertThat(read(fixture))
                .containsExactly(new Inbound.Said(
                        id, both, new Content.Text("Still me"), null, "Ann Pryce", null, SENT, null, ANN));
    }

    @Test
    void followsWhoHasAnotherNumberUnderEachOfTheirNames() {
        Address now = new Address("whatsapp", Fixtures.NUMBER, "GB.9002", "447700900124");

        assertThat(read("number-changed"))
                .containsExactly(
                        new Inbound.Moved("wamid.NUMBER:GB.9001", person("GB.9001"), now),
                        new Inbound.Moved("wamid.NUMBER:447700900123", ANN, now));
        assertThat(read("user-id-changed"))
                .containsExactly(new Inbound.Moved("wamid.USERID:GB.9001", person("GB.9001"), person("GB.9002")));
    }

    @ParameterizedTest
    @CsvSource({"system, wamid.SYSTEM", "number-changed-as-of-old, wamid.OLD"})
    void followsWhoHasAnotherNumberInOlderWords(String fixture, String id) {
        assertThat(read(fixture)).containsExactly(new Inbound.Moved(id + ":447700900123", ANN, person("447700900124")));
    }

    @Test
    void readsWhatWasPutOnAMessageAsNothingSaid() {
        assertThat(read("reaction"))
                .containsExactly(new Inbound.Reacted("wamid.REACTION", ANN, "wamid.OURS", "\uD83D\uDC4D"));
        assertThat(read("reaction-taken-back"))
                .containsExactly(new Inbound.Reacted("wamid.REACTION", ANN, "wamid.OURS", ""));
    }

    @Test
    void readsWhatWasChangedAndTakenBack() {
        assertThat(read("edited"))
                .containsExactly(new Inbound.Edited(
                        "wamid.EDIT", ANN, "wamid.TEXT", new Content.Text("My green bin was not emptied")));
        assertThat(read("revoked")).containsExactly(new Inbound.Deleted("wamid.REVOKE", ANN, "wamid.TEXT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call-permission-reply",
                "identity-checked",
                "request-welcome",
                "kind-of-the-future",
                "group",
                "our-own",
                "value-errors",
                "another-number",
                "another-field",
                "another-object",
                "empty",
                "nulls"
            })
    void readsNothingFromWhatIsNotSaidToUs(String fixture) {
        assertThat(read(fixture)).isEmpty();
    }

    @Test
    void readsOnPastFieldsOfTheFuture() {
        assertThat(content("fields-of-the-future")).isEqualTo(new Content.Text("Still there?"));
    }

    @Test
    void readsReceiptsInWhateverOrderTheyCome() {
        assertThat(read("statuses"))
                .containsExactly(
                        new Receipt("wamid.OURS:read", ANN, "wamid.OURS", Stage.READ, null),
                        new Receipt("wamid.OURS:sent", ANN, "wamid.OURS", Stage.SENT, null),
                        new Receipt("wamid.OURS:delivered", ANN, "wamid.OURS", Stage.DELIVERED, null));
        assertThat(read("status-without-a-number"))
                .singleElement()
                .extracting(Inbound::from)
                .isEqualTo(person("GB.8842"));
    }

    @Test
    void learnsFromAReceiptThatANumberAndAnIdAreOnePerson() {
        Address both = new Address("whatsapp", Fixtures.NUMBER, "GB.9001", "447700900123");

        assertThat(read("status-with-everything"))
                .containsExactly(
                        new Receipt("wamid.OURS:sent", both, "wamid.OURS", Stage.SENT, null),
                        new Receipt("wamid.OURS:delivered", both, "wamid.OURS", Stage.DELIVERED, null),
                        new Inbound.Moved("wamid.OURS:named", ANN, both));
    }

    @Test
    void saysWhyAMessageDidNotArrive() {
        assertThat(read("failed"))
                .containsExactly(new Receipt(
                        "wamid.OURS:failed",
                        ANN,
                        "wamid.OURS",
                        Stage.FAILED,
                        "WhatsApp 131047: the citizen has not written for 24 hours, so only a template may be sent",
                        true));
    }

    @ParameterizedTest
    @CsvSource({
        "131000, true",
        "131016, true",
        "131056, true",
        "130429, true",
        "131047, false",
        "131026, false",
        "130472, false",
        "131049, false",
        "0, false"
    })
    void knowsWhichFailuresPass(String code, boolean passing) {
        String failed = new String(Fixtures.body("failed"), StandardCharsets.UTF_8).replace("131047", code);

        assertThat(reader.read(failed.getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Receipt.class, receipt -> assertThat(receipt.passing()).isEqualTo(passing));
    }

    @Test
    void countsAMessageThatIsChargedForOnceItHasArrived() {
        assertThat(read("charged"))
                .filteredOn(Inbound.Charged.class::isInstance)
                .containsExactly(
                        new Inbound.Charged("wamid.T1:charged", ANN, "utility"),
                        new Inbound.Charged("wamid.T1:charged", ANN, "utility"),
                        new Inbound.Charged("wamid.T2:charged", ANN, "other"));
        assertThat(read("charged")).filteredOn(Receipt.class::isInstance).hasSize(6);
    }

    @Test
    void knowsByItsTypeThatAMessageCostsWhereNothingElseSaysSo() {
        assertThat(read("charged-by-type"))
                .filteredOn(Inbound.Charged.class::isInstance)
                .containsExactly(new Inbound.Charged("wamid.T1:charged", ANN, "utility"));
    }

    @Test
    void readsEverythingOfABodyWithSeveralEntriesAndChanges() {
        assertThat(read("several").stream().map(Inbound::eventId))
                .containsExactly("wamid.1", "wamid.2", "wamid.3", "wamid.OURS:delivered");
    }

    @Test
    void readsTheNeighboursOfWhatItCannotRead() {
        List<Inbound> events = read("one-bad-element");

        assertThat(events).filteredOn(Inbound.Unreadable.class::isInstance).hasSize(2);
        assertThat(events)
                .filteredOn(event -> !(event instanceof Inbound.Unreadable))
                .extracting(Inbound::eventId)
                .containsExactly("wamid.GOOD", "wamid.PLACE", "wamid.OURS:delivered");
    }

    private List<Inbound> read(String fixture) {
        return reader.read(Fixtures.body(fixture));
    }

    private Content content(String fixture) {
        return ((Inbound.Said) read(fixture).getFirst()).content();
    }

    private static Inbound.Said said(String id, Content content, @Nullable String choice) {
        return new Inbound.Said(id, ANN, content, choice, "Ann Pryce", null, SENT);
    }

    private static Content.Media media(
            MediaKind kind, @Nullable String id, String text, @Nullable String fileName, @Nullable String type) {
        return new Content.Media(kind, id == null ? null : new Handle("whatsapp", id), text, fileName, type, null);
    }

    private static Address person(String id) {
        return new Address("whatsapp", Fixtures.NUMBER, id, id);
    }
}
