package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody is to take on, as it is written. */
class WantedDutyTests {

    @Test
    void takesLanguagesByCodeAndByName() {
        assertThat(new WantedDuty(3, List.of("pl", " Urdu ", "PT-br", "welsh", "English")).codes())
                .containsExactly("cy", "pl", "pt", "ur");
        assertThat(new WantedDuty(null, null).codes()).isEmpty();
    }

    @Test
    void findsNothingWrongWithWhatCanBe() {
        assertThat(new WantedDuty(null, null).faults()).isEmpty();
        assertThat(new WantedDuty(0, List.of()).faults()).isEmpty();
        assertThat(new WantedDuty(WantedDuty.MOST, List.of("pl", "Punjabi")).faults())
                .isEmpty();
    }

    @Test
    void namesWhatCannotBe() {
        assertThat(new WantedDuty(-1, List.of("Martian")).faults()).containsOnlyKeys("capacity", "languages");
        assertThat(new WantedDuty(WantedDuty.MOST + 1, Arrays.asList("pl", null)).faults())
                .containsOnlyKeys("capacity", "languages");
        assertThat(new WantedDuty(1, Collections.nCopies(21, "pl")).faults()).containsOnlyKeys("languages");
        for (String none : List.of("", "x", "zz", "<b>", "pl, ur")) {
            assertThat(new WantedDuty(1, List.of(none)).faults()).as(none).containsOnlyKeys("languages");
        }
    }

    @Test
    void knowsWhichLanguagesNeedSomebodyWhoSpeaksThem() {
        assertThat(Languages.foreign("pl-PL")).contains("pl");
        for (String english : new String[] {"en", "en-GB", "und", ""}) {
            assertThat(Languages.foreign(english)).as(english).isEmpty();
        }
        assertThat(Languages.foreign(null)).isEmpty();
        assertThat(Languages.name("pl")).isEqualTo("Polish");
    }
}
