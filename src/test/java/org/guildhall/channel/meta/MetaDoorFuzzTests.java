package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.Secret;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Whoever calls to shake hands as Meta does. */
class MetaDoorFuzzTests {

    private static final String MODE = "hub.mode";
    private static final String TOKEN = "hub.verify_token";
    private static final String CHALLENGE = "hub.challenge";
    private static final Acknowledgement REFUSED = new Acknowledgement(403, MediaType.TEXT_PLAIN, "");

    static Stream<byte[]> queries() {
        String right = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + MetaCalls.VERIFY_TOKEN;
        return Stream.of(
                        right,
                        right + "0",
                        right + "&hub.verify_token=x",
                        "hub.verify_token=x&" + right,
                        "hub.mode=unsubscribe&" + right,
                        right.replace(CHALLENGE, "hub.answer"),
                        right.replace("1158201444", "<script>alert(1)</script>"),
                        right.toLowerCase(Locale.ROOT),
                        "hub.mode=subscribe&hub.challenge=1",
                        "hub.mode&hub.challenge&hub.verify_token",
                        "&=&==",
                        "")
                .map(query -> query.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> words() {
        return Stream.of(
                        MetaCalls.VERIFY_TOKEN,
                        MetaCalls.VERIFY_TOKEN + " ",
                        MetaCalls.VERIFY_TOKEN.toUpperCase(Locale.ROOT),
                        MetaCalls.APP_SECRET,
                        " ",
                        "\u0000",
                        "")
                .map(word -> word.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("queries")
    @FuzzTest(maxDuration = "60s")
    void aHandshakeIsAnsweredWithItsChallengeOrWithNothing(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            MultiValueMap<String, String> query = query(text);
            Webhook call = call(HttpMethod.GET, query);
            assertThat(MetaCalls.DOOR.signed(call)).isTrue();
            assertThat(MetaCalls.DOOR.acknowledge(call)).isEqualTo(expected(query));

            Webhook post = call(HttpMethod.POST, query);
            assertThat(MetaCalls.DOOR.signed(post)).isFalse();
            assertThat(MetaCalls.DOOR.acknowledge(post)).isEqualTo(Acknowledgement.OK);
        }
    }

    @MethodSource("words")
    @FuzzTest(maxDuration = "60s")
    void onlyOurOwnWordShakesHandsAndNoWordDoesWhereNoneIsSet(byte[] bytes) {
        MetaDoor withoutWord = new MetaDoor(new Secret(MetaCalls.APP_SECRET), new Secret(" "));
        for (String word : Seeds.texts(bytes)) {
            Webhook call = Posts.get(Map.of(MODE, "subscribe", TOKEN, word, CHALLENGE, "1158201444"));
            assertThat(MetaCalls.DOOR.acknowledge(call).status())
                    .isEqualTo(word.equals(MetaCalls.VERIFY_TOKEN) ? 200 : 403);
            assertThat(withoutWord.acknowledge(call)).isEqualTo(REFUSED);
        }
    }

    private static Acknowledgement expected(MultiValueMap<String, String> query) {
        String challenge = query.getFirst(CHALLENGE);
        return challenge != null
                        && "subscribe".equals(query.getFirst(MODE))
                        && MetaCalls.VERIFY_TOKEN.equals(query.getFirst(TOKEN))
                ? new Acknowledgement(200, MediaType.TEXT_PLAIN, challenge)
                : REFUSED;
    }

    private static MultiValueMap<String, String> query(String text) {
        MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        for (String pair : text.split("&")) {
            String[] both = pair.split("=", 2);
            query.add(both[0], both.length == 2 ? both[1] : "");
        }
        return query;
    }

    private static Webhook call(HttpMethod method, MultiValueMap<String, String> query) {
        return new Webhook(method, "", new HttpHeaders(), query, new byte[0]);
    }
}
