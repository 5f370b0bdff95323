package org.guildhall.channel.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.HeaderContract;
import org.guildhall.channel.Measure;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

class MatrixChannelTests implements HeaderContract {

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
        return new Address("matrix", Fixtures.ACCOUNT, Fixtures.ANN, Fixtures.ROOM);
    }

    @Override
    public String header() {
        return HttpHeaders.AUTHORIZATION;
    }

    @Override
    public String secret() {
        return Fixtures.HS_TOKEN;
    }

    @Override
    public String proof(byte[] body, String secret) {
        return "Bearer " + secret;
    }

    @Override
    public Webhook call(byte[] body, HttpHeaders headers) {
        return new Webhook(HttpMethod.PUT, "/transactions/1", headers, new LinkedMultiValueMap<>(), body);
    }

    @Override
    public Sends sends() {
        return new Sends(
                8000,
                Measure.UTF8,
                Answer.json(200, "{\"event_id\":\"$new:example.org\"}"),
                call -> call.path("body").stringValue(""));
    }

    @Override
    public String path(StubApi.Call call) {
        return call.below();
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit(Part.TEXT, 8000, Count.UTF8, call -> text(call.path("body"))));
    }

    /** A message may say in words only what is in no file of the homeserver's. */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(Tappable.NONE, Tappable.NONE, Set.of(Stage.READ), Set.of(), false, false);
    }

    @Test
    void takesATransactionWithNothingAndAPingToo() {
        Webhook ping = new Webhook(
                HttpMethod.POST,
                "/_matrix/app/v1/ping",
                aText().headers(),
                new LinkedMultiValueMap<>(),
                "{\"transaction_id\":\"meow\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(channel.signed(ping)).isTrue();
        assertThat(channel.read(ping)).isEmpty();
        assertThat(channel.acknowledge(ping)).isEqualTo(new Acknowledgement(200, MediaType.APPLICATION_JSON, "{}"));
        assertThat(channel.acknowledge(aText())).isEqualTo(channel.acknowledge(ping));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_matrix/app/v1/users/@other:example.org", "/_matrix/app/v1/rooms/%23council:example.org"})
    void hasNoAccountsAndRoomsToBeMade(String path) {
        Webhook asked = new Webhook(HttpMethod.GET, path, aText().headers(), new LinkedMultiValueMap<>(), new byte[0]);

        assertThat(channel.signed(asked)).isTrue();
        assertThat(channel.read(asked)).isEmpty();
        assertThat(channel.acknowledge(asked).status()).isEqualTo(403);
    }

    @Test
    void knowsOlderHomeserversByTheirQueryAndNobodyByTwoTokens() {
        LinkedMultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        query.add("access_token", Fixtures.HS_TOKEN);
        byte[] body = Fixtures.body("text");
        assertThat(channel.signed(new Webhook(HttpMethod.PUT, "/transactions/1", new HttpHeaders(), query, body)))
                .isTrue();

        query.add("access_token", Fixtures.HS_TOKEN);
        assertThat(channel.signed(new Webhook(HttpMethod.PUT, "/transactions/1", new HttpHeaders(), query, body)))
                .isFalse();
        HttpHeaders twice = new HttpHeaders();
        twice.add(HttpHeaders.AUTHORIZATION, "Bearer " + Fixtures.HS_TOKEN);
        twice.add(HttpHeaders.AUTHORIZATION, "Bearer " + Fixtures.HS_TOKEN);
        assertThat(channel.signed(new Webhook(HttpMethod.PUT, "", twice, new LinkedMultiValueMap<>(), body)))
                .isFalse();
        assertThat(channel.signed(Posts.post(body, Map.of(HttpHeaders.AUTHORIZATION, Fixtures.HS_TOKEN))))
                .isFalse();
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(MatrixSetup.of(Fixtures.properties(Fixtures.NOWHERE)).toString())
                .doesNotContain(Fixtures.HS_TOKEN, Fixtures.AS_TOKEN);
    }
}
