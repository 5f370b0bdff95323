package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.platform.Database;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentMatchers;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Whatever somebody brings as the token of a chat: it is theirs only when it was given to them. */
class VisitorsFuzzTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String GIVEN = "0123456789-abcdefghijklmnopqrstuvwxyz_ABCDE";

    /** The hashes that were looked for. */
    private static final Deque<byte[]> LOOKED_UP = new ConcurrentLinkedDeque<>();

    private static final Visitors VISITORS = new Visitors(database());
    private static final RouterFunction<ServerResponse> API = api();

    static Stream<byte[]> tokens() {
        return Stream.concat(
                Stream.of(
                                GIVEN,
                                GIVEN + " ",
                                GIVEN.substring(1),
                                GIVEN + "=",
                                GIVEN.toUpperCase(Locale.ROOT),
                                GIVEN.replace('-', '+').replace('_', '/'),
                                "ŵ".repeat(43),
                                "\u0000".repeat(43),
                                "' or 1=1 --",
                                "")
                        .map(token -> token.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    static Stream<byte[]> headers() {
        return Stream.of(
                        "Bearer " + GIVEN,
                        "bearer  " + GIVEN + " ",
                        "Bearer " + GIVEN + "0",
                        "Bearer" + GIVEN,
                        "Bearer ",
                        "Bearer",
                        "Basic " + GIVEN,
                        GIVEN,
                        "")
                .map(header -> header.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("tokens")
    @FuzzTest(maxDuration = "60s")
    void onlyTheTokenThatWasGivenIsSomebodysAndNonsenseIsNotLookedUp(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            for (String token : new String[] {text, (text + GIVEN).substring(0, GIVEN.length())}) {
                LOOKED_UP.clear();
                assertThat(VISITORS.person(token).blockOptional(SOON))
                        .isEqualTo(token.equals(GIVEN) ? Optional.of("ann") : Optional.empty());
                assertThat(LOOKED_UP)
                        .hasSize(token.length() == GIVEN.length() ? 1 : 0)
                        .allMatch(hash -> hash.length == 32);
            }
        }
    }

    @MethodSource("headers")
    @FuzzTest(maxDuration = "60s")
    void onlyABearerOfTheTokenMayListen(byte[] bytes) {
        for (String header : Seeds.texts(bytes)) {
            boolean bearer = header.regionMatches(true, 0, "Bearer ", 0, 7)
                    && header.substring(7).strip().equals(GIVEN);
            assertThat(listening(header)).as(header).isEqualTo(bearer ? 200 : 401);
        }
    }

    private static int listening(String authorization) {
        ServerRequest request = ServerRequest.create(
                MockServerWebExchange.from(
                        MockServerHttpRequest.get("/api/chat/events").header(HttpHeaders.AUTHORIZATION, authorization)),
                HandlerStrategies.withDefaults().messageReaders());
        try {
            return API.route(request)
                    .flatMap(handler -> handler.handle(request))
                    .blockOptional(SOON)
                    .orElseThrow()
                    .statusCode()
                    .value();
        } catch (Problem refused) {
            return refused.getStatusCode().value();
        }
    }

    private static RouterFunction<ServerResponse> api() {
        return ChatFixture.api(mock(Core.class, withSettings().stubOnly()), VISITORS);
    }

    /** Holds the hash of one token, and does its work at once. */
    private static Database database() {
        JdbcClient sql = sql();
        Database database = mock(Database.class, withSettings().stubOnly());
        when(database.statement(ArgumentMatchers.<Function<JdbcClient, @Nullable Object>>any()))
                .thenAnswer(call -> {
                    Function<JdbcClient, ?> work = call.getArgument(0);
                    return Mono.fromSupplier(() -> work.apply(sql));
                });
        return database;
    }

    @SuppressWarnings("unchecked")
    private static JdbcClient sql() {
        byte[] held = hash();
        JdbcClient sql = mock(JdbcClient.class, withSettings().stubOnly());
        JdbcClient.StatementSpec statement =
                mock(JdbcClient.StatementSpec.class, withSettings().stubOnly());
        JdbcClient.MappedQuerySpec<String> found =
                mock(JdbcClient.MappedQuerySpec.class, withSettings().stubOnly());
        when(sql.sql(anyString())).thenReturn(statement);
        when(statement.param(eq("hash"), any())).thenAnswer(call -> {
            LOOKED_UP.add(call.getArgument(1));
            return statement;
        });
        when(statement.query(String.class)).thenReturn(found);
        when(found.optional())
                .thenAnswer(call -> Arrays.equals(LOOKED_UP.getLast(), held) ? Optional.of("ann") : Optional.empty());
        return sql;
    }

    private static byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(GIVEN.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
