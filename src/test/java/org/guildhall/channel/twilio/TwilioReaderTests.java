package org.guildhall.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioReaderTests {

    private static final Address BY_TEXT = address(Fixtures.NUMBER, "+447700900123");
    private static final Address ON_WHATSAPP = address(Fixtures.ON_WHATSAPP, "whatsapp:+447700900123");

    private final TwilioReader reader = new TwilioReader(Fixtures.setup(Fixtures.NOWHERE));

    @Test
    void readsATextAndAMessageOnWhatsAppUnderAccountsOfTheirOwn() {
        assertThat(read("text"))
                .containsExactly(new Inbound.Said(
                        "SMTEXT", BY_TEXT, new Content.Text("My bin was not emptied"), null, null, null, null));
        assertThat(read("whatsapp"))
                .containsExactly(new Inbound.Said(
                        "SMWA", ON_WHATSAPP, new Content.Text("Ydych chi ar agor?"), null, "Ann Preece", null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "welsh, 'Pryd mae’r casgliad biniau? 🗑️\nDiolch & hwyl, ŵŷ +1=2'",
        "fields-of-the-future, Hello",
        "files-that-are-none, Hello",
        "stop-the-bonfire, Stop the bonfire next door",
        "whatsapp-stop, Stop",
        "whatsapp-place-nowhere, Here",
        "not-quite-encoded, 100% of it%2"
    })
    void readsWhatWasWritten(String fixture, String words) {
        assertThat(content(fixture)).isEqualTo(new Content.Text(words));
    }

    @Test
    void readsFilesAsWhatTheyAre() {
        assertThat(content("picture")).isEqualTo(media(MediaKind.PHOTO, file(0), "This is the pothole", "image/jpeg"));
        assertThat(content("whatsapp-voice")).isEqualTo(media(MediaKind.VOICE, file(0), "", "audio/ogg; codecs=opus"));
        assertThat(content("whatsapp-song")).isEqualTo(media(MediaKind.AUDIO, file(0), "", "audio/mpeg"));
        assertThat(content("whatsapp-sticker")).isEqualTo(media(MediaKind.STICKER, file(0), "", "image/webp"));
        assertThat(content("file-without-an-address")).isEqualTo(media(MediaKind.OTHER, null, "", "chemical/x-pdb"));
    }

    @Test
    void readsEachOfSeveralFiles() {
        assertThat(read("several-files"))
                .extracting(Inbound::eventId)
                .containsExactly("MMSEVERAL", "MMSEVERAL#2", "MMSEVERAL#3", "MMSEVERAL#4");
        assertThat(read("several-files"))
                .extracting(event -> ((Inbound.Said) event).content())
                .containsExactly(
                        media(MediaKind.PHOTO, file(0), "Look", "image/png"),
                        media(MediaKind.VIDEO, file(1), "", "video/mp4"),
                        media(MediaKind.DOCUMENT, file(2), "", "application/pdf"),
                        media(MediaKind.DOCUMENT, file(3), "", "text/x-vcard"));
    }

    @ParameterizedTest
    @CsvSource({"whatsapp-button, Missed bin, missed-bin", "whatsapp-row, Garden bin, #2"})
    void readsWhatWasTappedAndWhatItRead(String fixture, String title, String choice) {
        assertThat(read(fixture)).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
            assertThat(said.content()).isEqualTo(new Content.Text(title));
            assertThat(said.choice()).isEqualTo(choice);
        });
    }

    @Test
    void readsPlaces() {
        assertThat(content("whatsapp-place"))
                .isEqualTo(new Content.Location(52.4153, -4.0829, "Y Llyfrgell", "Sgwâr y Frenhines"));
        assertThat(content("whatsapp-bare-place")).isEqualTo(new Content.Location(52.4153, -4.0829, null, null));
        assertThat(read("whatsapp-place-with-words"))
                .extracting(event -> ((Inbound.Said) event).content())
                .containsExactly(
                        new Content.Location(-52, 4.5, "Sgwâr y Frenhines", null), new Content.Text("The bin is here"));
    }

    @Test
    void keepsWordsThatAreOnlyAPartOfAPlacesName() {
        assertThat(content("whatsapp-place-with-its-address"))
                .isEqualTo(new Content.Location(52.4153, -4.0829, "Y Llyfrgell", "Sgwâr y Frenhines"));
        assertThat(read("whatsapp-place-in-other-words"))
                .extracting(event -> ((Inbound.Said) event).content())
                .containsExactly(
                        new Content.Location(52.4153, -4.0829, "Cardiff Castle", "Sgwâr y Frenhines"),
                        new Content.Text("Castle"));
    }

    @ParameterizedTest
    @CsvSource({
        "text-with-a-status, SMSTATUS",
        "text-with-a-newer-status, SMNEWER",
        "text-with-the-older-id, SMOLDER",
        "text-with-the-oldest-id, SMOLDEST"
    })
    void takesAMessageForWhatItIsWhateverItsStatusAndUnderWhicheverId(String fixture, String id) {
        assertThat(read(fixture))
                .containsExactly(new Inbound.Said(
                        id, BY_TEXT, new Content.Text("My bin was not emptied"), null, null, null, null));
    }

    @Test
    void knowsSomebodyWhoHidesTheNumber() {
        assertThat(read("whatsapp-hidden-number")).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
            assertThat(said.from()).isEqualTo(address(Fixtures.ON_WHATSAPP, "whatsapp:GB.8842"));
            assertThat(said.name()).isNull();
        });
    }

    @Test
    void knowsWhoIsNamedTwiceByTheIdAndAnswersAtTheNumber() {
        Address both =
                new Address("twilio", Fixtures.ON_WHATSAPP, "whatsapp:GB.9001", ON_WHATSAPP.replyTo());

        assertThat(read("whatsapp-both-names"))
                .containsExactly(new Inbound.Said(
                        "SMBOTH",
                        both,
                        new Content.Text("Still me"),
                        null,
                        "Ann Preece",
                        null,
                        null,
                        null,
                        ON_WHATSAPP));
    }

    @ParameterizedTest
    @CsvSource({
        "stop, SMSTOP, true",
        "farewell, SMFAREWELL, true",
        "start, SMSTART, false",
        "welcome-back, SMWELCOME, false"
    })
    void leavesFarewellsToTwilioAndRemembersThem(String fixture, String id, boolean blocked) {
        assertThat(read(fixture)).containsExactly(new Inbound.Blocked(id, BY_TEXT, blocked));
    }

    @Test
    void hearsACallForHelp() {
        assertThat(content("help")).isEqualTo(new Content.Text("HELP"));
    }

    @Test
    void readsHowFarAMessageGot() {
        assertThat(read("sent")).containsExactly(receipt(BY_TEXT, "sent", Stage.SENT, null));
        assertThat(read("delivered")).containsExactly(receipt(BY_TEXT, "delivered", Stage.DELIVERED, null));
        assertThat(read("read")).containsExactly(receipt(ON_WHATSAPP, "read", Stage.READ, null));
        assertThat(read("undelivered"))
                .containsExactly(receipt(
                        BY_TEXT, "undelivered", Stage.FAILED, "Twilio 30003: the phone is off, or has no signal"));
        assertThat(read("failed"))
                .containsExactly(
                        receipt(BY_TEXT, "failed", Stage.FAILED, "Twilio 30008: the phone network does not say why"));
        assertThat(read("failed-without-a-code"))
                .containsExactly(receipt(BY_TEXT, "failed", Stage.FAILED, "Twilio: not delivered"));
        assertThat(read("failed-outside-the-window"))
                .containsExactly(new Inbound.Receipt(
                        "SMOURS:failed",
                        ON_WHATSAPP,
                        "SMOURS",
                        Stage.FAILED,
                        "Twilio 63016: the citizen has not written for 24 hours, so only a template may be sent",
                        true));
    }

    @ParameterizedTest
    @CsvSource({
        "30001, true",
        "63012, true",
        "63018, true",
        "30003, false",
        "30008, false",
        "63016, false",
        "21610, false",
        "99999, false"
    })
    void knowsWhichFailuresPass(String code, boolean passing) {
        String form = new String(Fixtures.body("failed"), StandardCharsets.US_ASCII).replace("30008", code);

        assertThat(reader.read(Form.of(form.getBytes(StandardCharsets.US_ASCII))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Inbound.Receipt.class,
                        receipt -> assertThat(receipt.passing()).isEqualTo(passing));
    }

    @Test
    void readsOutOfAReceiptThatSomebodyWantsNoTextsFromUs() {
        assertThat(read("undelivered-after-stop"))
                .containsExactly(new Inbound.Receipt(
                        "SMOURS:undelivered",
                        BY_TEXT,
                        "SMOURS",
                        Stage.FAILED,
                        "Twilio 21610: the citizen has texted STOP",
                        false,
                        true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blank",
                "whatsapp-reaction",
                "another-account",
                "another-number",
                "queued",
                "status-of-the-future",
                "status-without-an-id",
                "status-of-another-number",
                "debugger",
                "empty"
            })
    void readsNothingFromWhatSaysNothing(String fixture) {
        assertThat(read(fixture)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"without-an-id", "without-a-sender"})
    void keepsAMessageThatLacksSomething(String fixture) {
        assertThat(read(fixture)).singleElement().isInstanceOf(Inbound.Unreadable.class);
    }

    private List<Inbound> read(String fixture) {
        return reader.read(Form.of(Fixtures.body(fixture)));
    }

    private Content content(String fixture) {
        List<Inbound> read = read(fixture);
        assertThat(read).singleElement().isInstanceOf(Inbound.Said.class);
        return ((Inbound.Said) read.getFirst()).content();
    }

    private static Content media(MediaKind kind, @Nullable Handle handle, String words, String type) {
        return new Content.Media(kind, handle, words, null, type, null);
    }

    private static Handle file(int number) {
        return new Handle(
                "twilio",
                "https://api.twilio.com/2010-04-01/Accounts/" + Fixtures.ACCOUNT + "/Messages/MMX/Media/ME" + number);
    }

    private static Inbound receipt(Address about, String status, Stage stage, @Nullable String reason) {
        return new Inbound.Receipt("SMOURS:" + status, about, "SMOURS", stage, reason);
    }

    private static Address address(String ours, String theirs) {
        return new Address("twilio", ours, theirs, theirs);
    }
}
