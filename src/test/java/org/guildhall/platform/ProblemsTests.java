package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.netty.handler.timeout.ReadTimeoutException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.WebFluxResponseStatusExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsTests {

    record Question(int id, @NotBlank String text) {}

    @Test
    void nameTheStatusAndTheRequest() {
        answerTo(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such conversation."))
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(404)
                .jsonPath("$.title")
                .isEqualTo("Not Found")
                .jsonPath("$.detail")
                .isEqualTo("There is no such conversation.")
                .jsonPath("$.requestId")
                .isNotEmpty();
    }

    @Test
    void carryWhatARoomAddsToThem() {
        answerTo(() -> {
                    ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.CONFLICT);
                    problem.setProperty("claimedBy", "sam");
                    return new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
                })
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody()
                .jsonPath("$.claimedBy")
                .isEqualTo("sam");
    }

    @Test
    void tellNothingOfOurInsides(CapturedOutput log) {
        byte[] body = answerTo(() -> new IllegalStateException("in a place"))
                .expectStatus()
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Something went wrong on our side.")
                .jsonPath("$.requestId")
                .isNotEmpty()
                .returnResult()
                .getResponseBodyContent();

        assertThat(new String(Objects.requireNonNull(body), StandardCharsets.UTF_8))
                .doesNotContain("place", "IllegalState", "guildhall");
        assertThat(log)
                .contains(
                        "java.lang.IllegalStateException",
                        "at org.guildhall.platform.ProblemsTests",
                        "/api/answers failed")
                .doesNotContain("my words", "in a place");
    }

    @Test
    void askToTryAgainWhileTheDatabaseIsAway() {
        expectTryAgain(() -> new CannotCreateTransactionException("no connection"));
        expectTryAgain(() -> new DataAccessResourceFailureException("gone"));
        expectTryAgain(() -> new TransactionSystemException("JDBC rollback failed", new SQLException("closed")));
        expectTryAgain(() -> new IllegalStateException(new SQLException("the server is starting up", "57P03")));
        expectTryAgain(() -> new IllegalStateException(new SQLException("disk full", "53100")));
    }

    @Test
    void doNotAskToTryAgainWhatWouldFailAgain() {
        answerTo(() -> new IllegalStateException(new SQLException("syntax error", "42601")))
                .expectStatus()
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR)
                .expectHeader()
                .doesNotExist("Retry-After");
    }

    @Test
    void blameTheSenderForTooMuchAndTooSlow() {
        answerTo(() -> new DataBufferLimitException("256 kB")).expectStatus().isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        answerTo(() -> ReadTimeoutException.INSTANCE).expectStatus().isEqualTo(HttpStatus.REQUEST_TIMEOUT);
    }

    @Test
    void nameTheFieldThatIsWrong() {
        answerTo(() -> new Problem(HttpStatus.BAD_REQUEST, "There is no such team.").naming("team"))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("team")
                .jsonPath("$.detail")
                .isEqualTo("There is no such team.");
    }

    @Test
    void nameTheFieldThatBreaksAConstraint() {
        answerTo(() -> new ConstraintViolationException(validator().validate(new Question(1, ""))))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("text")
                .jsonPath("$.errors[0].reason")
                .isNotEmpty();
    }

    @Test
    void nameTheFieldThatCannotBeRead() {
        post("{\"id\": {\"no\": \"number\"}, \"text\": \"x\"}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("id");
    }

    @Test
    void sayThatABodyIsNoJson() {
        post("{nonsense")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(400);
    }

    @Test
    void leavePagesForPeopleToOthersButExplainTheStatus() {
        client(() -> new CannotCreateTransactionException("no connection"))
                .get()
                .uri("/help/bins")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                .expectHeader()
                .doesNotExist("Content-Type");
    }

    private static void expectTryAgain(Supplier<Throwable> failure) {
        answerTo(failure)
                .expectStatus()
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                .expectHeader()
                .valueEquals("Retry-After", "5");
    }

    private static WebTestClient.ResponseSpec answerTo(Supplier<Throwable> failure) {
        return client(failure).get().uri("/api/answers?q=my words").exchange();
    }

    private static WebTestClient.ResponseSpec post(String body) {
        return client(AssertionError::new)
                .post()
                .uri("/api/answers")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient client(Supplier<Throwable> failure) {
        RouterFunction<ServerResponse> routes = route().POST(
                        "/api/answers",
                        request -> request.bodyToMono(Question.class)
                                .flatMap(question -> ServerResponse.ok().build()))
                .GET("/**", request -> Mono.error(failure.get()))
                .build();
        return WebTestClient.bindToRouterFunction(routes)
                .handlerStrategies(HandlerStrategies.empty()
                        .codecs(codecs -> codecs.registerDefaults(true))
                        .exceptionHandler(new Problems())
                        .exceptionHandler(new WebFluxResponseStatusExceptionHandler())
                        .build())
                .build();
    }

    private static Validator validator() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator();
        }
    }
}
