package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.guildhall.channel.EchoDialogue;
import org.guildhall.channel.Posts;
import org.guildhall.channel.WebhookClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * What the whole application does at the door with a messenger of Meta's switched on, a Graph API of our own, and a dialogue
 * that repeats what it hears.
 */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
public abstract class MetaFlow {

    private static final int LARGEST_CALL = 4 * 1024 * 1024;

    private final String channel;
    private final String citizen;
    private final String idPrefix;

    @Value("${local.server.port}")
    private int port;

    /**
     * A flow over one messenger.
     *
     * @param citizen who writes in its fixtures
     * @param idPrefix what the ids of messages begin with there
     */
    protected MetaFlow(String channel, String citizen, String idPrefix) {
        this.channel = channel;
        this.citizen = citizen;
        this.idPrefix = idPrefix;
    }

    @Test
    void shakesHandsOnlyWithWhoKnowsTheWord() throws Exception {
        HttpResponse<String> right =
                get("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + MetaCalls.VERIFY_TOKEN);

        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.body()).isEqualTo("1158201444");
        assertThat(right.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=wrong",
                "?hub.mode=subscribe&hub.challenge=1158201444",
                "?hub.challenge=%00%ff&hub.verify_token=&hub.verify_token"
            })
    void turnsAwayAHandshakeWithoutIt(String query) throws Exception {
        HttpResponse<String> wrong = get(query);

        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).doesNotContain("1158201444");
    }

    @Test
    void turnsUnsignedCallsAway() throws Exception {
        byte[] body = Posts.body(channel, "text");
        HttpResponse<String> response = new WebhookClient(port, channel)
                .post(body, Map.of(MetaDoor.SIGNATURE_HEADER, MetaCalls.signature(body, "another")));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("bin").doesNotContain("canary");
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (String name : Posts.names(channel)) {
            // Somebody else's, so that nobody has to wait for all the answers to these.
            String others = new String(Posts.body(channel, name), StandardCharsets.UTF_8)
                    .replace(citizen, citizen + "9")
                    .replace(idPrefix, idPrefix + "OTHER_");
            assertThat(post(others.getBytes(StandardCharsets.UTF_8)).statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(post("{\"entry\":".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {3_000_000, LARGEST_CALL})
    void takesCallsAsLargeAsMetaMakesThem(int size) throws Exception {
        String others = new String(Posts.body(channel, "text"), StandardCharsets.UTF_8)
                .replace(citizen, citizen + "8")
                .replace(idPrefix, idPrefix + "LARGE_");
        byte[] body = others.getBytes(StandardCharsets.UTF_8);
        byte[] large = Arrays.copyOf(body, size);
        Arrays.fill(large, body.length, size, (byte) ' ');

        assertThat(post(large).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesALargerCallBeforeItHasCome() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            String head = "POST /webhooks/" + channel + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + (LARGEST_CALL + 1)
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    /** Asks the webhook; the query with its question mark. */
    protected final HttpResponse<String> get(String query) throws Exception {
        return new WebhookClient(port, channel).get(query);
    }

    /** Where the server listens on this machine. */
    protected final int port() {
        return port;
    }

    /** Posts one of the fixtures, signed. */
    protected final HttpResponse<String> post(String fixture) throws Exception {
        return post(Posts.body(channel, fixture));
    }

    /** Posts a body, signed. */
    protected final HttpResponse<String> post(byte[] body) throws Exception {
        return new WebhookClient(port, channel).post(body, MetaCalls.headers(body));
    }
}
