package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.platform.Callers;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.TrustedProxies;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.csrf.CsrfToken;
import reactor.core.publisher.Mono;

/** Whatever somebody brings to show who they are: it counts only when it is exactly what was given to them. */
class CredentialsFuzzTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final OpaqueToken ISSUED = new OpaqueToken("issued-" + "0".repeat(36));
    private static final StaffMember ANNA =
            new StaffMember(new UUID(0, 1), "anna", "Anna", Set.of(Role.STAFF), Set.of("waste"));
    private static final String PASSWORD = "four:plain:words";
    private static final String SESSION = "__Host-guildhall-desk";
    private static final String VISIT = "__Host-guildhall-sign-in";

    private static final ApiCredentials CREDENTIALS =
            new ApiCredentials(signIn(), tokens(), new Callers(new TrustedProxies(List.of())));
    private static final SessionCookie COOKIES =
            new SessionCookie(new PublicUrl(URI.create("https://help.example.gov.uk")));
    private static final FormTokens FORMS = new FormTokens(COOKIES);

    static Stream<byte[]> headers() {
        return Stream.concat(
                Stream.of(
                                "Bearer " + ISSUED.value(),
                                "bearer  " + ISSUED.value() + " ",
                                "Bearer " + ISSUED.value() + "0",
                                "Bearer",
                                "Bearer ",
                                "Basic " + basic("anna:" + PASSWORD),
                                "BASIC " + basic("anna:" + PASSWORD),
                                "Basic " + basic("anna:wrong"),
                                "Basic " + basic("anna:four"),
                                "Basic " + basic("anna:words"),
                                "Basic " + basic("anna"),
                                "Basic " + basic(":"),
                                "Basic !!!",
                                "Digest username=\"anna\"",
                                "")
                        .map(header -> header.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("headers")
    @FuzzTest(maxDuration = "60s")
    void onlyTheTokenOrThePasswordThatWasGivenCounts(byte[] bytes) {
        for (String header : Seeds.texts(bytes)) {
            Optional<StaffMember> member;
            try {
                member = CREDENTIALS
                        .member(MockServerWebExchange.from(
                                MockServerHttpRequest.get("/api/desk/queue").header(HttpHeaders.AUTHORIZATION, header)))
                        .blockOptional(SOON);
                assertThat(member).isPresent();
            } catch (ApiCredentials.Refused refused) {
                assertThat(refused.problem().getStatusCode().value()).isEqualTo(401);
                member = Optional.empty();
            }
            assertThat(member.isPresent()).as(header).isEqualTo(counts(header));
        }
    }

    private static boolean counts(String header) {
        int blank = header.indexOf(' ');
        String scheme = header.substring(0, Math.max(blank, 0));
        String rest = header.substring(blank + 1).strip();
        return scheme.equalsIgnoreCase("Bearer") && rest.equals(ISSUED.value())
                || scheme.equalsIgnoreCase("Basic") && rest.equals(basic("anna:" + PASSWORD));
    }

    static Stream<byte[]> values() {
        return Stream.concat(
                Stream.of(ISSUED.value(), ISSUED.value() + " ", "0", "?", "%", "a=b; c", "")
                        .map(value -> value.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("values")
    @FuzzTest(maxDuration = "60s")
    void aSessionAndItsFormTokenBelongTogetherAndToNobodyElse(byte[] bytes) {
        for (String value : Seeds.texts(bytes)) {
            OpaqueToken token = new OpaqueToken(value);
            assertThat(token.hash()).hasSize(32);
            assertThat(Arrays.equals(token.hash(), ISSUED.hash())).isEqualTo(value.equals(ISSUED.value()));
            assertThat(token.toString()).isEqualTo("[token]");

            MockServerWebExchange exchange = with(SESSION, value);
            assertThat(COOKIES.session(exchange)).isEqualTo(value.isEmpty() ? Optional.empty() : Optional.of(token));
            assertThat(COOKIES.visit(exchange)).isEmpty();
            Optional<String> form = form(exchange);
            assertThat(form).isEqualTo(form(with(VISIT, value)));
            assertThat(form.isPresent()).isEqualTo(!value.isEmpty());
            assertThat(form.equals(form(with(SESSION, ISSUED.value())))).isEqualTo(value.equals(ISSUED.value()));
            form.ifPresent(made -> assertThat(made).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(value));
            // A neighbour can plant a cookie without the prefix, which must not count.
            if (!value.isEmpty()) {
                assertThat(COOKIES.session(with(value, ISSUED.value())).isPresent())
                        .isEqualTo(value.equals(SESSION));
            }
            assertThat(COOKIES.session(with("guildhall-desk", value))).isEmpty();
        }
    }

    private static Optional<String> form(MockServerWebExchange exchange) {
        return FORMS.loadToken(exchange).map(CsrfToken::getToken).blockOptional(SOON);
    }

    private static MockServerWebExchange with(String cookie, String value) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/desk").cookie(new HttpCookie(cookie, value)));
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Knows one token. */
    private static Tokens tokens() {
        Tokens tokens = mock(Tokens.class, withSettings().stubOnly());
        when(tokens.member(any()))
                .thenAnswer(call -> ISSUED.equals(call.getArgument(0)) ? Mono.just(ANNA) : Mono.empty());
        return tokens;
    }

    /** Knows one password. */
    private static SignIn signIn() {
        SignIn signIn = mock(SignIn.class, withSettings().stubOnly());
        when(signIn.check(any(), any(), any()))
                .thenAnswer(call -> Mono.just(
                        "anna".equals(call.getArgument(0)) && PASSWORD.equals(call.getArgument(1))
                                ? new SignIn.Outcome.Welcome(ANNA)
                                : new SignIn.Outcome.Wrong()));
        return signIn;
    }
}
