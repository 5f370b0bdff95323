package org.guildhall.channel.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.channel.notify.PhoneNetworkLimits.Claim;
import org.guildhall.message.Address;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.PersonalData.Citizen;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class PhoneNetworkLimitsTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Address ANN = person("447700900123");
    private static final Address BO = person("447700900124");

    private final TestDatabase server = TestDatabase.migrated();
    private final PhoneNetworkLimits limits = new PhoneNetworkLimits(server.database());
    /** Another node, or the same one after a restart. */
    private final PhoneNetworkLimits elsewhere = new PhoneNetworkLimits(server.database());

    @Test
    void letsAHundredThroughToOneNumberWhateverTheySayAndWhicheverNodeSends() {
        for (int i = 0; i < PhoneNetworkLimits.ANY_WORDS; i++) {
            assertThat(claim(i % 2 == 0 ? limits : elsewhere, ANN, "words " + i))
                    .isInstanceOf(Claim.Counted.class);
        }

        assertThat(pause(ANN, "words")).isBetween(HOUR.minusMinutes(2), HOUR);
        assertThat(claim(limits, BO, "words")).isInstanceOf(Claim.Counted.class);
        pass(HOUR);
        assertThat(claim(limits, ANN, "words")).isInstanceOf(Claim.Counted.class);
    }

    @Test
    void waitsForTheOldestOfTheSameWords() {
        claim(limits, ANN, "other words");
        pass(Duration.ofMinutes(10));
        for (int i = 0; i < PhoneNetworkLimits.SAME_WORDS; i++) {
            assertThat(claim(limits, ANN, "words")).isInstanceOf(Claim.Counted.class);
            pass(Duration.ofMinutes(1));
        }

        assertThat(pause(ANN, "words")).isBetween(Duration.ofMinutes(39), Duration.ofMinutes(40));
        pass(Duration.ofMinutes(40));
        assertThat(claim(limits, ANN, "words")).isInstanceOf(Claim.Counted.class);
        assertThat(pause(ANN, "words")).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    @Test
    void ofManyAtTheSameMomentNoMoreGoOutThanMay() {
        List<Claim> claims = Objects.requireNonNull(Flux.range(0, 64)
                .flatMap(i -> (i % 2 == 0 ? limits : elsewhere).claim(ANN, "words"), 64)
                .collectList()
                .block(SOON));

        assertThat(claims)
                .filteredOn(Claim.Counted.class::isInstance)
                .hasSizeLessThanOrEqualTo(PhoneNetworkLimits.SAME_WORDS);
        await().atMost(SOON).until(() -> counted() == PhoneNetworkLimits.SAME_WORDS);
    }

    @Test
    void takesBackWhatDidNotGoOut() {
        for (int i = 1; i < PhoneNetworkLimits.SAME_WORDS; i++) {
            claim(limits, ANN, "words");
        }
        Claim.Counted last = (Claim.Counted) claim(limits, ANN, "words");
        limits.giveBack(BO, last).block(SOON);
        assertThat(claim(limits, ANN, "words")).isInstanceOf(Claim.Later.class);

        elsewhere.giveBack(ANN, last).block(SOON);
        assertThat(claim(limits, ANN, "words")).isInstanceOf(Claim.Counted.class);
        assertThat(claim(limits, ANN, "words")).isInstanceOf(Claim.Later.class);
    }

    @Test
    void takesBackTheOnlyOne() {
        limits.giveBack(ANN, (Claim.Counted) claim(limits, ANN, "words")).block(SOON);

        assertThat(counted()).isZero();
        assertThat(claim(limits, ANN, "words")).isInstanceOf(Claim.Counted.class);
    }

    @Test
    void whatCannotBeCountedWaitsAMoment() {
        server.jdbc().sql("alter table notify_texts rename to hidden").update();

        assertThat(claim(limits, ANN, "words")).isEqualTo(new Claim.Later(Duration.ofSeconds(1), "not-counted"));
        assertThat(NotifyErrors.reason("not-counted")).startsWith("Notify not-counted: ");
    }

    @Test
    void keepsNoWordsAndNothingForLong() {
        claim(limits, ANN, "Your appointment is on Monday");
        assertThat(server.jdbc()
                        .sql("select notify_texts::text from notify_texts")
                        .query(String.class)
                        .single())
                .doesNotContain("Monday");
        assertThat(limits.expire()).isZero();
        server.jdbc()
                .sql("update notify_texts set delete_after = now() - interval '1 second'")
                .update();

        assertThat(limits.expire()).isEqualTo(1);
        assertThat(limits.expire()).isZero();
    }

    @Test
    void tellsCitizensWhatIsKeptOfThemAndForgetsIt() {
        claim(limits, ANN, "words");
        claim(limits, BO, "words");
        Citizen ann = new Citizen(new UUID(0, 1), List.of(ANN));

        assertThat(String.valueOf(limits.export(ann).get("texts")))
                .contains(ANN.replyTo())
                .doesNotContain(BO.replyTo());
        limits.erase(ann);
        assertThat(String.valueOf(limits.export(ann).get("texts"))).isEqualTo("[]");
        assertThat(counted()).as("what was sent to others").isEqualTo(1);
    }

    private static Claim claim(PhoneNetworkLimits node, Address to, String text) {
        return Objects.requireNonNull(node.claim(to, text).block(SOON));
    }

    private Duration pause(Address to, String text) {
        Claim claim = claim(limits, to, text);
        assertThat(claim).isInstanceOf(Claim.Later.class);
        return ((Claim.Later) claim).pause();
    }

    private long counted() {
        return server.jdbc()
                .sql("select coalesce(sum(cardinality(sent_at)), 0) from notify_texts")
                .query(Long.class)
                .single();
    }

    private void pass(Duration time) {
        server.jdbc().sql("""
                        update notify_texts
                        set sent_at = array(select gone.at - make_interval(secs => :seconds)
                                            from unnest(sent_at) with ordinality as gone (at, place) order by gone.place)""").param("seconds", (double) time.toSeconds()).update();
    }

    private static Address person(String number) {
        return new Address("notify", Fixtures.SERVICE, number, number);
    }
}
