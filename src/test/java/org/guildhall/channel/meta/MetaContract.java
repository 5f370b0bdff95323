package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.FixtureContract;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

/** The contract for a channel of Meta's: besides, one signature and one handshake. */
public interface MetaContract extends FixtureContract {

    @Override
    default Webhook signed(byte[] body) {
        return MetaCalls.signed(body);
    }

    @Override
    default Webhook unsigned(byte[] body) {
        return Posts.post(body, Map.of());
    }

    @Override
    default Webhook signedByAnother(byte[] body) {
        return Posts.post(
                body, Map.of(MetaDoor.SIGNATURE_HEADER, MetaCalls.signature(body, MetaCalls.APP_SECRET + "x")));
    }

    @Test
    default void answersTheHandshakeWithTheChallengeAndNothingElse() {
        Acknowledgement answer = channel()
                .acknowledge(Posts.get(Map.of(
                        "hub.mode",
                        "subscribe",
                        "hub.verify_token",
                        MetaCalls.VERIFY_TOKEN,
                        "hub.challenge",
                        "1158201444")));

        assertThat(answer).isEqualTo(new Acknowledgement(200, MediaType.TEXT_PLAIN, "1158201444"));
    }

    @ParameterizedTest
    @CsvSource({
        "subscribe, wrong, 1158201444",
        "subscribe, '', 1158201444",
        "unsubscribe, right, 1158201444",
        ", right, 1158201444",
        "subscribe, , 1158201444",
        "subscribe, right, ",
        ", , "
    })
    default void refusesAHandshakeThatIsNotComplete(
            @Nullable String mode, @Nullable String token, @Nullable String challenge) {
        Map<String, String> query = new HashMap<>();
        if (mode != null) {
            query.put("hub.mode", mode);
        }
        if (token != null) {
            query.put("hub.verify_token", token.equals("right") ? MetaCalls.VERIFY_TOKEN : token);
        }
        if (challenge != null) {
            query.put("hub.challenge", challenge);
        }

        Webhook handshake = Posts.get(query);

        assertThat(channel().signed(handshake)).isTrue();
        assertThat(channel().read(handshake)).isEmpty();
        assertThat(channel().acknowledge(handshake)).isEqualTo(new Acknowledgement(403, MediaType.TEXT_PLAIN, ""));
    }

    @Test
    default void readsNothingThatCameWithoutASignature() {
        byte[] body = Posts.body(folder(), "text");
        Webhook got = new Webhook(HttpMethod.GET, "", new HttpHeaders(), new LinkedMultiValueMap<>(), body);
        Webhook put = new Webhook(HttpMethod.PUT, "", new HttpHeaders(), new LinkedMultiValueMap<>(), body);

        assertThat(channel().read(got)).isEmpty();
        assertThat(channel().signed(put)).isFalse();
    }

    @Test
    default void rejectsASignatureOfOtherBytesAndASecondSignature() {
        byte[] body = Posts.body(folder(), "text");
        String signature = MetaCalls.signature(body, MetaCalls.APP_SECRET);
        byte[] other = body.clone();
        other[other.length - 1] = ' ';
        HttpHeaders twice = new HttpHeaders();
        twice.add(MetaDoor.SIGNATURE_HEADER, signature);
        twice.add(MetaDoor.SIGNATURE_HEADER, signature);

        assertThat(channel().signed(Posts.post(other, Map.of(MetaDoor.SIGNATURE_HEADER, signature))))
                .isFalse();
        assertThat(channel().signed(Posts.post(body, Map.of(MetaDoor.SIGNATURE_HEADER, signature.substring(7)))))
                .isFalse();
        assertThat(channel().signed(new Webhook(HttpMethod.POST, "", twice, new LinkedMultiValueMap<>(), body)))
                .isFalse();
    }
}
