package org.guildhall.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.FixtureContract;
import org.guildhall.channel.Measure;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.simulator.TokenMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TeamsChannelTests implements FixtureContract {

    private final Channel channel = Fixtures.channel(Fixtures.NOWHERE);

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Channel at(URI api) {
        return Fixtures.channel(api);
    }

    @Override
    public Address somebody() {
        return new Address("teams", Fixtures.APP, "29:ann", "a:1AnnTalksToUs|" + Fixtures.SERVICE);
    }

    @Override
    public Webhook signed(byte[] body) {
        return Fixtures.signed(body);
    }

    @Override
    public Webhook unsigned(byte[] body) {
        return Posts.post(body, Map.of("Content-Type", "application/json"));
    }

    @Override
    public Webhook signedByAnother(byte[] body) {
        return Fixtures.with(body, new TokenMaker().token(Fixtures.APP, Fixtures.SERVICE, Fixtures.NOW));
    }

    @Override
    public Sends sends() {
        return new Sends(
                8000,
                Measure.UTF16,
                Answer.json(201, "{\"id\":\"1767261700000\"}"),
                call -> shown(call.path("text").stringValue("")));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(
                        Part.TEXT,
                        8000,
                        Count.UTF16,
                        call -> call.has("text")
                                ? List.of(shown(call.path("text").stringValue("")))
                                : List.of()),
                new Limit(Part.ROW, 50, Count.UTF16, this::rows),
                new Limit(Part.DATA, 1000, Count.UTF16, call -> call.findValuesAsString("choice")));
    }

    /** All there is to tap are buttons of a card, which show numbers where a title is too long. */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Tappable.NONE,
                new Tappable(6, 50),
                Set.of(Stage.READ),
                Set.of(MediaKind.PHOTO, MediaKind.STICKER, MediaKind.ANIMATION),
                false,
                false);
    }

    @Override
    public List<String> rows(JsonNode call) {
        return call.path("attachments")
                .path(0)
                .path("content")
                .path("buttons")
                .valueStream()
                .map(button -> button.path("title").stringValue(""))
                .toList();
    }

    /** What people read of Teams' HTML. */
    private static String shown(String html) {
        return html.replace("<br>", "\n")
                .replaceAll("<[^<>]*>", "")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://sts.windows.net/x/",
        "iss, ''",
        "aud, 00000000-0000-4000-8000-0000000000ff",
        "aud, ''",
        "serviceurl, https://smba.trafficmanager.net/amer/",
        "serviceurl, https://smba.trafficmanager.net/uk",
        "serviceurl, ''"
    })
    void believesNoTokenThatSaysSomethingElse(String claim, String value) {
        ObjectNode claims = Fixtures.MICROSOFT.claims(Fixtures.APP, Fixtures.SERVICE, Fixtures.NOW);
        claims.put(claim, value);

        assertThat(believed(Fixtures.MICROSOFT.token(claims))).isFalse();
        claims.remove(claim);
        assertThat(believed(Fixtures.MICROSOFT.token(claims))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "-290, true", "-310, false", "3590, true", "3890, true", "3910, false", "86400, false"})
    void believesATokenOnlyWhileItHoldsAndFiveMinutesEitherWay(long secondsLater, boolean believed) {
        Instant made = Fixtures.NOW.minus(Duration.ofSeconds(secondsLater));

        assertThat(believed(Fixtures.MICROSOFT.token(Fixtures.APP, Fixtures.SERVICE, made)))
                .isEqualTo(believed);
    }

    @Test
    void believesNoTokenWithoutAnEnd() {
        ObjectNode claims = Fixtures.MICROSOFT.claims(Fixtures.APP, Fixtures.SERVICE, Fixtures.NOW);
        claims.remove("exp");

        assertThat(believed(Fixtures.MICROSOFT.token(claims))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"alg, none", "alg, HS256", "alg, RS512", "kid, another", "kid, ''"})
    void believesNoTokenThatIsSignedAnotherWay(String field, String value) {
        JsonNode claims = Fixtures.MICROSOFT.claims(Fixtures.APP, Fixtures.SERVICE, Fixtures.NOW);
        ObjectNode header =
                JsonNodeFactory.instance.objectNode().put("alg", "RS256").put("kid", "rehearsal-key");

        assertThat(believed(Fixtures.MICROSOFT.token(header, claims))).isTrue();
        assertThat(believed(Fixtures.MICROSOFT.token(header.put(field, value), claims)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c", "...", "e30.e30.", "e30.e30.e30", "%.%.%"})
    void believesNothingThatIsNoToken(String token) {
        assertThat(believed(token)).isFalse();
    }

    @Test
    void believesNoTokenWhoseSignatureIsAnothers() {
        String one = Fixtures.MICROSOFT.token(Fixtures.APP, Fixtures.SERVICE, Fixtures.NOW);
        String other = Fixtures.MICROSOFT.token(Fixtures.APP, Fixtures.SERVICE, Fixtures.NOW.plusSeconds(1));
        String mixed = one.substring(0, one.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        assertThat(believed(one)).isTrue();
        assertThat(believed(mixed)).isFalse();
        assertThat(believed(one.substring(0, one.lastIndexOf('.') + 1))).isFalse();
    }

    @Test
    void believesNoKeyForAMessengerThatItDoesNotSpeakFor() {
        byte[] body = Fixtures.body("another-messenger");

        assertThat(channel.signed(Fixtures.signed(body))).isFalse();
    }

    @Test
    void rejectsASecondTokenAndOneThatIsShownAnotherWay() {
        Webhook twice = Fixtures.signed(Fixtures.body("text"));
        String token = String.valueOf(twice.headers().getFirst("Authorization"));
        twice.headers().add("Authorization", token);

        assertThat(channel.signed(twice)).isFalse();
        assertThat(channel.signed(
                        Posts.post(Fixtures.body("text"), Map.of("Authorization", token.replace("Bearer", "Basic")))))
                .isFalse();
    }

    private boolean believed(String token) {
        return channel.signed(Fixtures.with(Fixtures.body("text"), token));
    }

    @Test
    void tellsWhoWaitsForMoreThanAnOkThatThereIsNothingToShow() {
        assertThat(channel.acknowledge(Fixtures.signed(Fixtures.body("invoke"))))
                .isEqualTo(new Acknowledgement(200, MediaType.APPLICATION_JSON, "{\"status\":200}"));
        assertThat(channel.acknowledge(Fixtures.signed("{\"type\":".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Acknowledgement.OK);
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.properties(Fixtures.NOWHERE, "").toString()).doesNotContain("canary");
    }
}
