package org.guildhall.campaign;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The desk of one node as other programs see it: accounts, tokens, the queue and claims, over HTTP. */
final class Desk implements Closeable {

    /** For {@code guildhall.desk.admin-password}. */
    static final String ADMIN_PASSWORD = "a-password-for-the-campaign";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Wires wires;

    Desk(InetSocketAddress node) {
        this.wires = new Wires(node, PATIENCE);
    }

    /** Somebody with a token. */
    record Member(String username, String token) {
        private List<String> headers() {
            return List.of("Authorization: Bearer " + token, "Content-Type: application/json");
        }
    }

    /** The first administrator, whom the node made at its start. */
    Member administrator() throws IOException, InterruptedException {
        String credentials = "admin:" + ADMIN_PASSWORD;
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return new Member("admin", token("admin", List.of("Authorization: Basic " + basic)));
    }

    /** Makes an account that answers for these teams, and a token for it. */
    Member hire(Member administrator, String username, List<String> teams) throws IOException, InterruptedException {
        ObjectNode account = JsonNodeFactory.instance
                .objectNode()
                .put("username", username)
                .put("name", "Colleague " + username)
                .put("password", "of-" + username + "-alone");
        account.putArray("roles").add("staff");
        teams.forEach(account.putArray("teams")::add);
        post("/api/desk/staff", administrator.headers(), account.toString());
        return new Member(username, token(username, administrator.headers()));
    }

    /** Conversations that wait for somebody, those that this member may see and at most as many as the desk tells. */
    List<Waiting> queue(Member member) throws IOException {
        Wire.Reply reply = wires.call("GET", "/api/desk/queue", member.headers(), new byte[0]);
        if (reply.status() != 200) {
            throw new IOException("the queue was answered " + reply.status());
        }
        List<Waiting> waiting = new ArrayList<>();
        for (JsonNode one : JSON.readTree(reply.text()).path("conversations")) {
            waiting.add(
                    new Waiting(one.path("id").asString(""), one.path("team").asString("")));
        }
        return waiting;
    }

    /** One that waits. */
    record Waiting(String conversation, String team) {}

    /** Tries once to take a conversation. */
    Claim claim(Member member, String conversation) {
        try {
            Wire.Reply reply = wires.call(
                    "POST", "/api/desk/conversations/" + conversation + "/claim", member.headers(), new byte[0]);
            String holder = JSON.readTree(reply.text())
                    .path("claimedBy")
                    .path("username")
                    .asString("");
            return new Claim(member.username(), reply.status(), holder);
        } catch (IOException nobody) {
            return new Claim(member.username(), 0, "");
        }
    }

    /**
     * What a claim was answered.
     *
     * @param status 0 when nobody answered
     * @param holder who has the conversation, as the answer says
     */
    record Claim(String by, int status, String holder) {}

    /** Says something to the citizen of a conversation. */
    void reply(Member member, String conversation, String text) throws IOException {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("text", text)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        Wire.Reply reply =
                wires.call("POST", "/api/desk/conversations/" + conversation + "/messages", member.headers(), body);
        if (reply.status() != 202) {
            throw new IOException("the reply was answered " + reply.status());
        }
    }

    @Override
    public void close() throws IOException {
        wires.close();
    }

    private String token(String username, List<String> headers) throws IOException, InterruptedException {
        return JSON.readTree(post("/api/desk/staff/" + username + "/tokens", headers, "")
                        .text())
                .path("token")
                .asString("");
    }

    /** Until it has been made; making the first administrator may still be under way. */
    private Wire.Reply post(String path, List<String> headers, String body) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Wire.Reply reply = wires.call("POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
        while (reply.status() != 201) {
            if (System.nanoTime() > end) {
                throw new IOException(path + " was answered " + reply.status() + " " + reply.text());
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            reply = wires.call("POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
        }
        return reply;
    }
}
