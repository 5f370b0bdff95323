package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SourceLineTests {

    @Test
    void saysWhenThePageIsCheckedAgain() {
        assertThat(SourceLine.review(LocalDate.of(2027, 3, 1))).isEqualTo("We check this page again by 1 March 2027.");
    }

    @Test
    void saysNothingOfADateThatIsNotThere() {
        assertThat(SourceLine.review(null)).isEmpty();
    }
}
