package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether what the {@link Alarm} knows was learnt from the phrases that lie beside it. */
@Tag("slow")
class AlarmLessonTests {

    private static final double ROUNDED = 0.02;

    @Test
    void theNumbersAreThoseOfThePhrases() {
        double[] learnt = AlarmLesson.learn();
        List<String> kept = Alarm.weightLines();
        assertThat(kept).hasSize(learnt.length);
        for (int i = 0; i < learnt.length; i++) {
            assertThat(Double.parseDouble(kept.get(i)))
                    .as("line %d; run script/learn-danger", i + 1)
                    .isCloseTo(learnt[i], org.assertj.core.data.Offset.offset(ROUNDED));
        }
    }
}
