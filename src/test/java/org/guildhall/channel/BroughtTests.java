package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BroughtTests {

    private static final Address ANN = new Address("telegram", "42", "1", "1");
    private static final String CODE = "chat-0123456789abcdefghjkmnpq";

    @ParameterizedTest
    @ValueSource(strings = {CODE, " " + CODE + "\n", "/start " + CODE, "CHAT-0123456789ABCDEFGHJKMNPQ"})
    void aCodeIsNoMessage(String text) {
        assertThat(Brought.of(said(text))).isEqualTo(new Inbound.Continued("1", ANN, CODE, "Ann", "en"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/start", "hello " + CODE, CODE + "0", "chat-0123456789abcdefghjkmnpi", "/start leaflet"})
    void wordsStayWords(String text) {
        Inbound.Said said = said(text);
        assertThat(Brought.of(said)).isSameAs(said);
    }

    private static Inbound.Said said(String text) {
        return new Inbound.Said("1", ANN, new Content.Text(text), null, "Ann", "en", null);
    }
}
