package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "07700 900123",
                "07700900123",
                "+44 7700 900123",
                "447700900123",
                "+44 (0)7700 900-123",
                "0044 7700 900123",
                "(07700) 900 123",
                "whatsapp:+447700900123"
            })
    void oneNumberIsOneHoweverItIsWritten(String written) {
        assertThat(PhoneNumbers.alone(written)).contains("7700900123");
    }

    @Test
    void aNumberFromAbroadIsKnownWithItsCountry() {
        assertThat(PhoneNumbers.alone("+48 600 100 200")).contains("48600100200");
        assertThat(PhoneNumbers.alone("0048600100200")).contains("48600100200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BIN-4F7K", "999", "my number is 07700 900123", "12345678901234567890", "+"})
    void whatIsNotANumberAloneIsNone(String text) {
        assertThat(PhoneNumbers.alone(text)).isEmpty();
    }

    @Test
    void numbersAreFoundAmongWords() {
        assertThat(PhoneNumbers.in("Ring 07700 900123, or my sister\n+44 1632 960001. Flat 12, 999"))
                .containsExactly("1632960001", "7700900123");
        assertThat(PhoneNumbers.in("07700 900123 2 days ago")).contains("7700900123");
        assertThat(PhoneNumbers.in("Ring 01632 960001. 12 High Street")).containsExactly("1632960001");
    }
}
