package org.guildhall.knowledge;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far an edition's answers can be trusted, learnt from its own questions.
 *
 * @param method how it was learnt; another method's result is not used
 * @param aims what the thresholds were derived for; another aim needs others
 * @param blend how much each opinion counts
 * @param confidence turns {@link Evidence} into a probability
 * @param thresholds what is done from which confidence on
 * @param smalltalk turns an {@link Aside} into the probability of small talk
 * @param smalltalkFrom the probability from which on a message is taken to be small talk
 * @param questions how many questions it was learnt from
 */
record Calibration(
        int method,
        Aims aims,
        Blend blend,
        Logistic confidence,
        Thresholds thresholds,
        Logistic smalltalk,
        double smalltalkFrom,
        int questions) {

    /** To be raised whenever evidence or learning change. */
    static final int METHOD = 7;

    /** Learnt on several knowledge bases together; in force until a new one's own is ready. */
    static final Calibration USUAL = new Calibration(
            METHOD,
            Aims.USUAL,
            Blend.USUAL,
            new Logistic(-11.2, new double[] {0.35, 1, 10, 1.5, 0.3}),
            Thresholds.USUAL,
            new Logistic(-8, new double[] {8, 12, 10, 0.5}),
            0.7,
            0);

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** Reads it back; empty when it was learnt in another way or for other aims. */
    static Optional<Calibration> of(String json, Aims aims) {
        try {
            Calibration read = JsonMapper.shared().readValue(json, Calibration.class);
            return read.method == METHOD && read.aims.equals(aims) ? Optional.of(read) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
