package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether what the {@link Alarm} knows of its phrases is what they mean. */
@Tag("slow")
class AlarmLessonTests {

    /** A byte a number is a little beside, and processors round differently. */
    private static final float ALIKE = 0.99f;

    @Test
    void theVectorsAreThoseOfThePhrases() {
        List<Alarm.Phrase> phrases = Alarm.phrases();
        List<float[]> meant = AlarmLesson.vectors(phrases);
        PhraseVectors kept = Alarm.vectors();
        assertThat(kept.size()).isEqualTo(meant.size());
        for (int i = 0; i < meant.size(); i++) {
            assertThat(kept.cosine(i, meant.get(i)))
                    .as("phrase %d; run script/learn-danger", i + 1)
                    .isGreaterThan(ALIKE);
        }
    }
}
