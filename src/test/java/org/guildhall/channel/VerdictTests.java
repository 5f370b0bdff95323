package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.guildhall.channel.JsonCaller.Result;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.message.Delivery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.MissingNode;

class VerdictTests {

    @ParameterizedTest
    @CsvSource({"500, false", "502, false", "503, false", "504, true", "408, false", "425, false"})
    void triesAgainAfterAServersFault(int status, boolean uncertain) {
        assertThat(byStatus(status, null)).isEqualTo(new Delivery.Deferred(null, "HTTP " + status, uncertain));
    }

    @ParameterizedTest
    @CsvSource({"301", "307", "400", "401", "403", "404", "413"})
    void givesUpAfterARefusal(int status) {
        assertThat(byStatus(status, null)).isEqualTo(new Delivery.Refused("HTTP " + status, false));
    }

    @Test
    void waitsAsLongAsTheMessengerSaysAndAWhileWhenItDoesNot() {
        assertThat(byStatus(429, Duration.ofSeconds(1)))
                .isEqualTo(new Delivery.Deferred(Duration.ofSeconds(1), "HTTP 429", false));
        assertThat(byStatus(429, null)).isEqualTo(new Delivery.Deferred(Duration.ofSeconds(5), "HTTP 429", false));
        assertThat(byStatus(503, Duration.ofSeconds(9)))
                .isEqualTo(new Delivery.Deferred(Duration.ofSeconds(9), "HTTP 503", false));
    }

    @Test
    void asksTheMessengersOwnTableFirst() {
        Duration six = Duration.ofSeconds(6);

        assertThat(by(403, null, new Verdict(Meaning.WAIT, six, "a pair's limit")))
                .isEqualTo(new Delivery.Deferred(six, "a pair's limit", false));
        assertThat(by(403, Duration.ofSeconds(1), new Verdict(Meaning.WAIT, six, "a pair's limit")))
                .isEqualTo(new Delivery.Deferred(six, "a pair's limit", false));
        assertThat(by(403, Duration.ofSeconds(60), new Verdict(Meaning.WAIT, six, "a pair's limit")))
                .isEqualTo(new Delivery.Deferred(Duration.ofSeconds(60), "a pair's limit", false));
        assertThat(by(400, null, new Verdict(Meaning.TRY_AGAIN, null, "busy")))
                .isEqualTo(new Delivery.Deferred(null, "busy", false));
        assertThat(by(500, null, new Verdict(Meaning.NEVER, null, "no"))).isEqualTo(new Delivery.Refused("no", false));
        assertThat(by(200, null, new Verdict(Meaning.BLOCKED, null, "gone")))
                .isEqualTo(new Delivery.Refused("gone", true));
    }

    @Test
    void takesA2xxForSentUnderTheMessengersId() {
        assertThat(byStatus(202, null)).isEqualTo(new Delivery.Sent("id-1"));
    }

    @Test
    void cannotTellWhetherAMessageWentOutThatA2xxDoesNotName() {
        assertThat(Verdict.of(answered(200, null), answered -> Optional.empty(), answered -> null))
                .isEqualTo(new Delivery.Deferred(null, "HTTP 200 without the message's id", true));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void isAsUncertainAsTheSilence(boolean mayHaveArrived) {
        assertThat(Verdict.of(new Result.Silent("why", mayHaveArrived), answered -> Optional.empty(), answered -> null))
                .isEqualTo(new Delivery.Deferred(null, "why", mayHaveArrived));
    }

    private static Delivery byStatus(int status, @Nullable Duration retryAfter) {
        return Verdict.of(answered(status, retryAfter), answered -> Optional.empty(), answered -> "id-1");
    }

    private static Delivery by(int status, @Nullable Duration retryAfter, Verdict verdict) {
        return Verdict.of(answered(status, retryAfter), answered -> Optional.of(verdict), answered -> "id-1");
    }

    private static Result answered(int status, @Nullable Duration retryAfter) {
        return new Result.Answered(status, MissingNode.getInstance(), retryAfter);
    }
}
