package org.guildhall.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class XSendingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Answer TAKEN = Answer.json(201, "{\"data\":{\"dm_event_id\":\"2080\"}}");

    private final StubApi api = new StubApi(TAKEN);
    private final List<Inbound.Charged> costs = new ArrayList<>();
    private final Purse purse = new Purse();
    private final XChannel channel = Fixtures.channel(api.url(), purse, costs::add);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void writesAsTheAccountAndCountsWhatItCosts() {
        assertThat(send(channel)).isEqualTo(new Delivery.Sent("2080"));

        assertThat(api.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.headers().getFirst("Authorization"))
                        .isEqualTo("Bearer " + Fixtures.ACCESS_TOKEN));
        assertThat(costs).extracting(Inbound.Charged::eventId).containsExactly("2080:charged");
        assertThat(purse.spent).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, '{}', refused",
        "402, '{}', deferred",
        "403, '{\"detail\":\"Your app may not\"}', refused",
        "403, '{\"detail\":\"You do not have permission to DM one or more participants.\"}', blocked",
        "403, '{\"errors\":[{\"code\":349}]}', blocked",
        "404, '{}', refused",
        "429, '{}', deferred",
        "401, '{}', deferred",
        "503, '{}', deferred",
        "201, '{}', uncertain",
        "504, '{}', uncertain"
    })
    void knowsWhatARefusalMeansAndPaysOnlyForWhatMayHaveGoneOut(int status, String body, String ending) {
        api.answering(call -> Answer.json(status, body));

        Delivery delivery = send(channel);

        assertThat(delivery).satisfies(how -> assertThat(word(how)).isEqualTo(ending));
        assertThat(purse.spent).hasValue(ending.equals("uncertain") ? 1 : 0);
        assertThat(costs).isEmpty();
    }

    @Test
    void sendsNothingMoreWhenTheMoneyIsSpent() {
        purse.claim = Spending.Claim.SPENT;

        assertThat(send(channel)).isEqualTo(new Delivery.Refused(XErrors.reason("spent"), false));
        purse.claim = Spending.Claim.UNKNOWN;
        assertThat(send(channel)).isInstanceOf(Delivery.Deferred.class);
        assertThat(api.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "1/../2", "1?x=1", "{1}", "123456789012345678901"})
    void writesToNobodyWhoIsNoAccount(String person) {
        Address to = new Address("x", Fixtures.ACCOUNT, person, person);

        assertThat(channel.send(new Outbound(new UUID(0, 1), to, new Content.Text("Hello"), null))
                        .block(SOON))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void asksForATokenOnceAndKeepsBothThatItGets() {
        Shelf shelf = new Shelf();
        XChannel fresh = Fixtures.channel(api.url(), purse, costs::add, shelf);
        api.answering(call -> call.path().endsWith(XAccess.TOKENS)
                ? Answer.json(200, "{\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"expires_in\":7200}")
                : TAKEN);

        assertThat(send(fresh)).isInstanceOf(Delivery.Sent.class);
        assertThat(send(fresh)).isInstanceOf(Delivery.Sent.class);

        assertThat(api.calls()).hasSize(3);
        assertThat(api.calls().getFirst().headers().getFirst("Authorization")).startsWith("Basic ");
        assertThat(api.calls().getFirst().body().path("refresh_token").stringValue())
                .isEqualTo("r0");
        assertThat(api.calls().getLast().headers().getFirst("Authorization")).isEqualTo("Bearer a1");
        assertThat(shelf.refresh).isEqualTo("r1");
    }

    @Test
    void fetchesAnotherTokenWhenXDoesNotTakeThisOne() {
        Shelf shelf = new Shelf();
        XChannel fresh = Fixtures.channel(api.url(), purse, costs::add, shelf);
        AtomicInteger tokens = new AtomicInteger();
        api.answering(call -> {
            if (call.path().endsWith(XAccess.TOKENS)) {
                return Answer.json(200, "{\"access_token\":\"a" + tokens.incrementAndGet() + "\"}");
            }
            return "Bearer a1".equals(call.headers().getFirst("Authorization")) ? Answer.json(401, "{}") : TAKEN;
        });

        assertThat(send(fresh)).isInstanceOf(Delivery.Deferred.class);
        assertThat(send(fresh)).isInstanceOf(Delivery.Sent.class);
        assertThat(shelf.refresh).as("kept where X gives no other").isEqualTo("r0");
    }

    @ParameterizedTest
    @CsvSource({"400, refused", "401, refused", "500, deferred", "429, deferred", "200, deferred"})
    void saysWhenNoTokenIsToBeHad(int status, String ending) {
        XChannel fresh = Fixtures.channel(api.url(), purse, costs::add, new Shelf());
        api.answering(call -> Answer.json(status, "{\"error\":\"invalid_request\"}"));

        assertThat(word(send(fresh))).isEqualTo(ending);
        assertThat(purse.spent).hasValue(0);
    }

    @Test
    void waitsAMomentWhileAnotherNodeFetchesOne() {
        Shelf shelf = new Shelf();
        shelf.taken = true;

        assertThat(word(send(Fixtures.channel(api.url(), purse, costs::add, shelf))))
                .isEqualTo("deferred");
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void invitesWhoMentionsUsOnceADay() {
        api.answering(call -> Answer.json(201, "{\"data\":{\"id\":\"77\",\"text\":\"x\"}}"));

        channel.courtesy(Fixtures.signed(Fixtures.body("mention"))).block(SOON);
        channel.courtesy(Fixtures.signed(Fixtures.body("mention-older"))).block(SOON);

        assertThat(api.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).endsWith("/2/tweets");
            assertThat(call.body().path("text").stringValue())
                    .contains("https://x.com/messages/compose?recipient_id=" + Fixtures.ACCOUNT);
            assertThat(call.body().path("reply").path("in_reply_to_tweet_id").stringValue())
                    .isEqualTo("2080000000000000020");
        });
        assertThat(costs).extracting(Inbound.Charged::category).containsExactly("post");
    }

    @Test
    void sendsNothingInReturnForAMessage() {
        channel.courtesy(Fixtures.signed(Fixtures.body("text"))).block(SOON);

        assertThat(api.calls()).isEmpty();
    }

    private static Delivery send(XChannel channel) {
        Address to = new Address("x", Fixtures.ACCOUNT, "447700900123", "447700900123");
        return Objects.requireNonNull(channel.send(new Outbound(new UUID(0, 1), to, new Content.Text("Hello"), null))
                .block(SOON));
    }

    private static String word(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Refused refused -> refused.blocked() ? "blocked" : "refused";
            case Delivery.Deferred deferred -> deferred.uncertain() ? "uncertain" : "deferred";
            case Delivery.WentOut _, Delivery.Partly _ -> "sent";
        };
    }

    /** Money, counted. */
    private static final class Purse implements Spending {
        private final AtomicInteger spent = new AtomicInteger();
        private volatile Claim claim = Claim.COUNTED;

        @Override
        public Mono<Claim> claim() {
            return Mono.fromSupplier(() -> {
                if (claim == Claim.COUNTED) {
                    spent.incrementAndGet();
                }
                return claim;
            });
        }

        @Override
        public Mono<Void> giveBack() {
            return Mono.fromRunnable(spent::decrementAndGet);
        }
    }

    /** Tokens, with none at first. */
    private static final class Shelf implements XAccess.Store {
        private volatile String refresh = "r0";
        private volatile boolean taken;

        @Override
        public Mono<XAccess.Good> current() {
            return Mono.empty();
        }

        @Override
        public Mono<Secret> lease() {
            return taken ? Mono.empty() : Mono.just(new Secret(refresh));
        }

        @Override
        public Mono<Void> keep(XAccess.Good access, Secret next) {
            return Mono.fromRunnable(() -> refresh = next.value());
        }
    }
}
