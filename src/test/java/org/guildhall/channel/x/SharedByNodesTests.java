package org.guildhall.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.guildhall.platform.Secret;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What all nodes share: the tokens, and how much has been spent. */
class SharedByNodesTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestDatabase server = TestDatabase.migrated();
    private final XProperties properties = Fixtures.properties(Fixtures.NOWHERE, "0.15");
    private final KeptTokens tokens = new KeptTokens(properties, server.database());
    private final KeptTokens elsewhere = new KeptTokens(properties, server.database());

    @Test
    void oneNodeAtATimeHasTheRefreshTokenAndTheOthersWhatItGot() {
        assertThat(tokens.current().blockOptional(SOON)).isEmpty();
        assertThat(tokens.lease().block(SOON)).isEqualTo(new Secret(Fixtures.REFRESH_TOKEN));
        assertThat(elsewhere.lease().blockOptional(SOON)).isEmpty();

        tokens.keep(new XAccess.Good(new Secret("a1"), 7200), new Secret("r1")).block(SOON);

        XAccess.Good good = Objects.requireNonNull(elsewhere.current().block(SOON));
        assertThat(good.token()).isEqualTo(new Secret("a1"));
        assertThat(good.seconds()).isBetween(7100L, 7200L);
        assertThat(elsewhere.lease().block(SOON)).isEqualTo(new Secret("r1"));
    }

    @Test
    void aTokenThatEndsSoonIsNoneAny() {
        tokens.lease().block(SOON);
        tokens.keep(new XAccess.Good(new Secret("a1"), 60), new Secret("r1")).block(SOON);

        assertThat(tokens.current().blockOptional(SOON)).isEmpty();
    }

    @Test
    void anotherSettingBeginsAnew() {
        tokens.lease().block(SOON);
        tokens.keep(new XAccess.Good(new Secret("a1"), 7200), new Secret("r1")).block(SOON);
        XProperties other = new XProperties(
                properties.userId(),
                properties.consumerSecret(),
                properties.clientId(),
                properties.clientSecret(),
                new Secret("r9"),
                properties.apiUrl(),
                properties.mediaHosts(),
                properties.perSecond(),
                properties.spendCap(),
                properties.price(),
                true);
        KeptTokens set = new KeptTokens(other, server.database());

        assertThat(set.current().blockOptional(SOON)).isEmpty();
        assertThat(set.lease().block(SOON)).isEqualTo(new Secret("r9"));
    }

    @Test
    void noMoreGoesOutThanThereIsMoneyForWhicheverNodeSends() {
        XSetup setup = XSetup.of(properties);
        List<CountedSpending> nodes =
                List.of(new CountedSpending(setup, server.database()), new CountedSpending(setup, server.database()));

        List<Spending.Claim> claims = Objects.requireNonNull(Flux.range(0, 30)
                .flatMap(i -> nodes.get(i % 2).claim(), 8)
                .collectList()
                .block(SOON));

        assertThat(claims).filteredOn(Spending.Claim.COUNTED::equals).hasSize(10);
        assertThat(claims).filteredOn(Spending.Claim.SPENT::equals).hasSize(20);
        nodes.getFirst().giveBack().block(SOON);
        assertThat(nodes.getLast().claim().block(SOON)).isEqualTo(Spending.Claim.COUNTED);
        assertThat(nodes.getLast().claim().block(SOON)).isEqualTo(Spending.Claim.SPENT);
    }

    @Test
    void withoutALimitNothingIsCounted() {
        CountedSpending endless =
                new CountedSpending(XSetup.of(Fixtures.properties(Fixtures.NOWHERE, "0")), server.database());

        assertThat(endless.claim().block(SOON)).isEqualTo(Spending.Claim.COUNTED);
        endless.giveBack().block(SOON);
        long counted = server.jdbc()
                .sql("select count(*) from x_spending")
                .query(Long.class)
                .single();
        assertThat(counted).isZero();
    }
}
