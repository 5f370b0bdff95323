package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.platform.Ids;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import tools.jackson.databind.JsonNode;

/**
 * Every route of the house, asked for by everybody with what is theirs, what is somebody else's and what is not there. Which routes
 * there are, the house itself says; who is let in at which door stands in {@code doors.tsv}, which door a route has in {@code
 * routes.tsv}.
 */
class RoutesFlowTests extends DeskServer {

    private static final Path TABLES = Path.of("src/test/resources/desk");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ELSEWHERE = "in-its-own-room";
    private static final Pattern ROUTE =
            Pattern.compile("\\(\\[?(GET|POST|PUT|DELETE|PATCH)[A-Z, ]*]? && (/[^) ]*)\\)");
    private static final Pattern ANY_METHOD = Pattern.compile("^ *(/\\S+) -> ", Pattern.MULTILINE);
    private static final Pattern NESTED = Pattern.compile("^ *(/\\S+) => \\{", Pattern.MULTILINE);

    @Autowired
    private List<RouterFunction<?>> routers;

    private final Map<String, DeskBrowser> browsers = new HashMap<>();
    private int accounts;

    /** A line of {@code routes.tsv}. */
    private record Route(String method, String path, String door, String sent) {

        boolean forPrograms() {
            return path.startsWith("/api/");
        }

        boolean stream() {
            return path.endsWith("/events");
        }
    }

    @Test
    void eachHasALineAndEachLineHasOne() {
        Set<String> real = new TreeSet<>();
        routers.forEach(router -> real.addAll(routes(router.toString())));

        assertThat(real).hasSizeGreaterThan(80);
        assertThat(table().stream().map(route -> route.method() + " " + route.path()))
                .as("src/test/resources/desk/routes.tsv")
                .containsExactlyInAnyOrderElementsOf(real);
    }

    /** As a router writes itself down: one line a route, those below a common path in braces behind it. */
    private static List<String> routes(String written) {
        String prefix = NESTED.matcher(written)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
        Stream<String> named =
                ROUTE.matcher(written).results().map(found -> found.group(1) + " " + prefix + found.group(2));
        Stream<String> any = ANY_METHOD.matcher(written).results().map((MatchResult found) -> "ANY " + found.group(1));
        return Stream.concat(named, any).toList();
    }

    private static List<Route> table() {
        return lines("routes.tsv").stream()
                .map(cells -> new Route(
                        cells[0].substring(0, cells[0].indexOf(' ')),
                        cells[0].substring(cells[0].indexOf(' ') + 1),
                        cells[1],
                        cells.length > 2 ? cells[2] : ""))
                .toList();
    }

    private static List<String[]> lines(String file) {
        try {
            return Files.readAllLines(TABLES.resolve(file)).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachLetsInWhomItsDoorLetsInAndNobodyElse() {
        DeskFixture.staff(database, "sue", Set.of(Role.SUPERVISOR));
        DeskFixture.staff(database, "ada", Set.of(Role.AUDITOR));
        List<String[]> doors = lines("doors.tsv");
        String[] callers = doors.getFirst();
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Route route : table()) {
            List<String[]> door =
                    doors.stream().filter(row -> row[0].equals(route.door())).toList();
            assertThat(door.isEmpty())
                    .as("a door for " + route)
                    .isEqualTo(route.door().equals(ELSEWHERE));
            for (String[] row : door) {
                for (int i = 2; i < callers.length; i++) {
                    String answer = answer(route, row[1], callers[i]);
                    tried++;
                    if (!answer.equals(row[i])) {
                        wrong.add(route.method() + " " + route.path() + " (" + row[1] + ") as " + callers[i] + ": "
                                + answer + " instead of " + row[i]);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(900);
    }

    private String answer(Route route, String names, String caller) {
        String path = path(route, names);
        return route.path().startsWith("/desk") || route.path().startsWith("/log")
                ? page(route, path, caller)
                : program(route, path, caller);
    }

    /** What is asked for is made anew each time, because whoever came before may have closed it, taken it or thrown it away. */
    private String path(Route route, String names) {
        String path = route.path()
                .replace("{article}", "missed-bin")
                .replace("{channel}/**", "telegram")
                .replace("/{name}/test", "/webchat/test")
                .replace("{name}", "desk.css")
                .replace("{step}", "lift")
                .replaceAll(
                        "\\{(session|token|reply|ask|draft)}", UUID.randomUUID().toString());
        if (path.contains("/conversations/{id}")) {
            return conversation(path, names);
        }
        if (path.contains("/audit/export")) {
            return path + "?format=csv";
        }
        return path.replace("{username}", username(route, names))
                .replace(
                        "{id}",
                        names.equals("own") ? one(path) : UUID.randomUUID().toString());
    }

    private String conversation(String path, String names) {
        UUID file = Ids.next();
        UUID id = switch (names) {
            case "own" -> waiting("waste", "my bin was not emptied");
            case "foreign" -> waiting("housing", "the roof leaks");
            default -> UUID.randomUUID();
        };
        if (!names.equals("missing")) {
            DeskFixture.answered(jdbc, id, "missed-bin");
            jdbc.sql("""
                            insert into attachments (id, message, kind, handle, state, file_type, file_size, picture)
                            select :file, id, 'photo', 'x', 'fetched', 'png', 4, true from messages where conversation = :id""").param("file", file).param("id", id).update();
            jdbc.sql("insert into attachment_files (attachment, bytes) values (:file, '\\x89504e47'::bytea)")
                    .param("file", file)
                    .update();
        }
        return path.replace("{id}", id.toString())
                .replace("{attachment}", file.toString())
                .replace("{seq}", "1");
    }

    private String username(Route route, String names) {
        if (names.equals("missing") && !route.path().contains("{session}")) {
            return "nobody-here";
        }
        // One at a time, as pages list everybody.
        jdbc.sql("delete from staff where username like 'walker%'").update();
        String username = "walker" + accounts++;
        StaffMember walker = DeskFixture.staff(database, username, Set.of(Role.STAFF), "waste");
        jdbc.sql("insert into staff_second_factors (staff, secret, key_name) values (:id, ''::bytea, 'x')")
                .param("id", walker.id())
                .update();
        return username;
    }

    /** A dead letter or a canned reply. */
    private String one(String path) {
        UUID id = Ids.next();
        jdbc.sql(
                        path.contains("dead-letters")
                                ? """
                                insert into dead_letters (id, channel, account, body, reason)
                                values (:id, 'webchat', 'default', convert_to(cast(:id as text), 'UTF8'), 'a test')"""
                                : "insert into canned_replies (id, title, text, changed_by) values (:id, 'a', 'b', 'boss')")
                .param("id", id)
                .update();
        return id.toString();
    }

    private static String username(String caller) {
        return switch (caller) {
            case "other" -> HANA;
            case "staff" -> ANNA;
            case "supervisor" -> "sue";
            case "administrator" -> BOSS;
            case "auditor" -> "ada";
            case "editor" -> EDITOR;
            default -> "";
        };
    }

    private String page(Route route, String path, String caller) {
        DeskBrowser browser = browsers.computeIfAbsent(caller, this::arrived);
        DeskBrowser.Answer answer = route.stream()
                ? browser.open(path)
                : route.method().equals("GET") ? browser.get(path) : browser.post(path, fields(route.sent()));
        if (route.path().equals("/logout")) {
            browsers.remove(caller);
        }
        return outcome(answer.status(), answer.location());
    }

    private DeskBrowser arrived(String caller) {
        DeskBrowser browser = new DeskBrowser(server());
        if (username(caller).isEmpty()) {
            browser.get("/login");
        } else {
            browser.signIn(username(caller));
            browser.get("/desk/account");
        }
        return browser;
    }

    private static String[] fields(String form) {
        return form.isEmpty() ? new String[0] : form.split("[=&]");
    }

    private String program(Route route, String path, String caller) {
        WebTestClient.RequestBodySpec request = client(caller)
                .method(HttpMethod.valueOf(route.method().replace("ANY", "POST")))
                .uri(path);
        boolean body = !route.method().equals("GET") && !route.method().equals("DELETE");
        WebTestClient.RequestHeadersSpec<?> asked = body
                ? request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(route.sent().isEmpty() ? "{}" : route.sent().replace("{tomorrow}", tomorrow()))
                : request;
        FluxExchangeResult<byte[]> answer = asked.exchange().returnResult(byte[].class);
        answer.getResponseBody().take(1).blockLast(SOON);
        return outcome(
                answer.getStatus().value(),
                String.valueOf(answer.getResponseHeaders().getLocation()));
    }

    private static String tomorrow() {
        return Instant.now()
                .plus(Duration.ofDays(1))
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private WebTestClient client(String caller) {
        return switch (caller) {
            case "nobody" -> nobody();
            case "citizen" ->
                nobody().mutate()
                        .defaultHeaders(headers -> headers.setBearerAuth(citizen()))
                        .build();
            default -> as(username(caller));
        };
    }

    private String citizen() {
        JsonNode session = nobody().post()
                .uri("/api/chat/sessions")
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(session).get("token").stringValue();
    }

    /** What is wrong with what was sent is said to those who were let in. */
    private static String outcome(int status, String location) {
        if (status == 303) {
            return location.startsWith("/login") && !location.startsWith("/login/oidc") ? "sign-in" : "in";
        }
        boolean in = status < 300 || Set.of(400, 409, 415, 422).contains(status);
        return in ? "in" : Integer.toString(status);
    }
}
