package org.guildhall.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Somebody at the desk in a rehearsal, through the desk's API: has one conversation at a time and does what they are told. */
final class Colleague {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI server;
    private final String username;
    private final String authorization;
    private Optional<String> conversation = Optional.empty();

    Colleague(HttpClient http, URI server, String username, String password) {
        this.http = http;
        this.server = server;
        this.username = username;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    String username() {
        return username;
    }

    /**
     * Makes an account, for which this has to be an administrator.
     *
     * @return the HTTP status; 409 when there is one already
     */
    int makes(String account, String name, String password, List<String> roles, List<String> teams)
            throws IOException, InterruptedException {
        ObjectNode body = object().put("username", account).put("name", name).put("password", password);
        roles.forEach(body.putArray("roles")::add);
        teams.forEach(body.putArray("teams")::add);
        return post("/api/desk/staff", body);
    }

    /**
     * Does what a line says: {@code take WORDS}, {@code reply WORDS}, {@code note WORDS}, {@code hand TEAM}, {@code close OUTCOME},
     * {@code block REASON DAYS}.
     *
     * @return what became of it, for the screen
     */
    synchronized String does(String line) throws IOException, InterruptedException {
        String[] command = line.split(" ", 2);
        String rest = command.length == 2 ? command[1] : "";
        if (command[0].equals("take")) {
            return take(rest);
        }
        if (conversation.isEmpty()) {
            return "has no conversation";
        }
        String at = "/api/desk/conversations/" + conversation.get();
        int status = switch (command[0]) {
            case "reply" -> post(at + "/messages", object().put("text", rest));
            case "note" -> post(at + "/notes", object().put("text", rest));
            case "hand" -> post(at + "/transfer", object().put("team", rest));
            case "close" -> post(at + "/close", object().put("outcome", rest));
            case "block" -> post(at + "/block", block(rest));
            default -> throw new IllegalArgumentException("Nobody at the desk can: " + line);
        };
        if (command[0].equals("close") || command[0].equals("hand")) {
            conversation = Optional.empty();
        }
        return status / 100 == 2 ? "" : "the server answered " + status;
    }

    private static ObjectNode block(String rest) {
        String[] both = rest.split(" ");
        return object().put("reason", both[0]).put("days", Integer.parseInt(both[1]));
    }

    /** The first who waits and wrote such words last. */
    private String take(String words) throws IOException, InterruptedException {
        for (JsonNode one : queue()) {
            String said = one.path("lastMessage").asString("").toLowerCase(Locale.ROOT);
            if (said.contains(words.toLowerCase(Locale.ROOT))) {
                String id = one.path("id").asString("");
                int status = post("/api/desk/conversations/" + id + "/claim", object());
                conversation = status == 200 ? Optional.of(id) : Optional.empty();
                return status == 200 ? "" : "the server answered " + status;
            }
        }
        conversation = Optional.empty();
        return "nobody waits who wrote \"" + words + "\"";
    }

    private JsonNode queue() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request("/api/desk/queue").GET().build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200
                ? JSON.readTree(answer.body()).path("conversations")
                : JsonNodeFactory.instance.arrayNode();
    }

    private int post(String path, ObjectNode body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(Rehearsal.at(server, path))
                .header("Authorization", authorization)
                .timeout(PATIENCE);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
