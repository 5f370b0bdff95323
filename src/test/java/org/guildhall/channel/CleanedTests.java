package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.Test;

class CleanedTests {

    private static final Address ANN = new Address("a", "b", "c", "d");

    @Test
    void dropsNullCharactersAndHalvesOfSurrogatePairs() {
        Inbound.Said dirty = new Inbound.Said(
                "1\u0000",
                new Address("a", "b", "c\u0000", "d\uD800"),
                new Content.Text("bins\u0000 \uD83D \uD83D\uDE00"),
                "x\u0000",
                "A\uDC00nn",
                "e\u0000n",
                null);

        assertThat(Cleaned.of(dirty))
                .isEqualTo(new Inbound.Said(
                        "1",
                        new Address("a", "b", "c", "d\uFFFD"),
                        new Content.Text("bins \uFFFD \uD83D\uDE00"),
                        "x",
                        "A\uFFFDnn",
                        "en",
                        null));
    }

    @Test
    void cleansEveryKindOfContent() {
        assertThat(content(new Content.Media(
                        Content.MediaKind.PHOTO, new Handle("t", "h\u0000"), "c\u0000", "f\u0000", "m\u0000", 1L)))
                .isEqualTo(new Content.Media(Content.MediaKind.PHOTO, new Handle("t", "h"), "c", "f", "m", 1L));
        assertThat(content(new Content.Contact("B\u0000o", "0\u00001"))).isEqualTo(new Content.Contact("Bo", "01"));
        assertThat(content(new Content.Location(1, 2, "T\u0000", "A\u0000")))
                .isEqualTo(new Content.Location(1, 2, "T", "A"));
    }

    @Test
    void keepsTheNameOfAPlaceThatIsNowhere() {
        assertThat(content(new Content.Location(Double.POSITIVE_INFINITY, Double.NaN, "Town Hall", null)))
                .isEqualTo(new Content.Text("Town Hall"));
    }

    @Test
    void keepsWhatAReceiptSays() {
        Inbound.Receipt dirty = new Inbound.Receipt("1", ANN, "m\u0000", Stage.FAILED, "why\u0000", true, true);

        assertThat(Cleaned.of(dirty)).isEqualTo(new Inbound.Receipt("1", ANN, "m", Stage.FAILED, "why", true, true));
    }

    @Test
    void keepsWhoElseSomebodyIsAndWhereTheyWent() {
        Address dirty = new Address("a", "b", "e\u0000", "f");
        Address clean = new Address("a", "b", "e", "f");
        Inbound.Said said = new Inbound.Said("1", ANN, new Content.Text("bins"), null, null, null, null);

        assertThat(Cleaned.of(said.alsoKnownAs(dirty))).isEqualTo(said.alsoKnownAs(clean));
        assertThat(Cleaned.of(new Inbound.Moved("1", ANN, dirty))).isEqualTo(new Inbound.Moved("1", ANN, clean));
        assertThat(Cleaned.of(new Inbound.Reacted("1", ANN, "m\u0000", "\uD83D")))
                .isEqualTo(new Inbound.Reacted("1", ANN, "m", "\uFFFD"));
        assertThat(Cleaned.of(new Inbound.Charged("1", ANN, "sms\u0000", 3)))
                .isEqualTo(new Inbound.Charged("1", ANN, "sms", 3));
    }

    private static Content content(Content content) {
        Inbound.Said cleaned = (Inbound.Said) Cleaned.of(new Inbound.Said("1", ANN, content, null, null, null, null));
        return cleaned.content();
    }
}
