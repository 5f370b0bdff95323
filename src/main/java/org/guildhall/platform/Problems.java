package org.guildhall.platform;

import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one place where a failed request of a program becomes an answer: a problem detail (RFC 9457) with the request's id
 * and nothing of our insides. Pages for people are somebody else's; they get the failure with its status explained.
 *
 * <p>Rooms say a {@link Problem}, or make their own failures an {@link ErrorResponse}.
 */
@Component
@Order(ErrorPages.AHEAD_OF_THE_FRAMEWORK - 1) // Programs first: what is left is for people.
public final class Problems implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();

    /**
     * Answers a program's request; also for whoever refuses one earlier, such as a sign-in.
     *
     * @param failure best an {@link ErrorResponse}; anything else is answered with 500 and logged
     * @return completes when the answer is written; the failure itself, explained, when the path is not a program's or
     *     the answer has already begun
     */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        Throwable explained = Failures.explained(failure);
        ServerHttpResponse response = exchange.getResponse();
        String requestId = exchange.getRequest().getId();
        if (response.isCommitted()) {
            LOG.warn("{} broke off: {}", requestId, cause(explained));
            return Mono.error(explained);
        }
        if (!forPrograms(exchange)) {
            return Mono.error(explained);
        }
        ProblemDetail problem = problem(explained);
        problem.setProperty("requestId", requestId);
        log(requestId, exchange, problem, explained);
        response.setRawStatusCode(problem.getStatus());
        if (explained instanceof ErrorResponse known) {
            response.getHeaders().putAll(known.getHeaders());
        }
        return write(response, problem);
    }

    /** Whether programs call this path, so that errors are to be machine-readable. */
    public static boolean forPrograms(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return path.startsWith("/api/") || path.startsWith("/webhooks/");
    }

    private Mono<Void> write(ServerHttpResponse response, ProblemDetail problem) {
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(problem))));
    }

    private static ProblemDetail problem(Throwable failure) {
        return switch (failure) {
            case WebExchangeBindException invalid -> invalid(errors(invalid));
            case ConstraintViolationException invalid -> invalid(errors(invalid));
            case MethodValidationResult invalid when !invalid.isForReturnValue() -> invalid(errors(invalid));
            // A copy: it is about to be given the request's id.
            case ErrorResponse known -> withField(copy(known.getBody()), failure);
            default ->
                ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.");
        };
    }

    private static ProblemDetail invalid(List<Map<String, String>> errors) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "Some fields are missing or not valid.");
        problem.setProperty("errors", errors);
        if (!errors.isEmpty()) {
            // As a room names a single one.
            problem.setProperty("field", errors.getFirst().get("field"));
        }
        return problem;
    }

    private static ProblemDetail copy(ProblemDetail body) {
        ProblemDetail copy = ProblemDetail.forStatus(body.getStatus());
        copy.setType(body.getType());
        copy.setTitle(body.getTitle());
        copy.setDetail(body.getDetail());
        copy.setInstance(body.getInstance());
        if (body.getProperties() != null) {
            body.getProperties().forEach(copy::setProperty);
        }
        return copy;
    }

    /** Names the field of a JSON body that could not be read into what we expect. */
    private static ProblemDetail withField(ProblemDetail problem, Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException unreadable
                    && !path(unreadable).isEmpty()) {
                problem.setProperty("field", path(unreadable));
                problem.setProperty("errors", List.of(error(path(unreadable), "has a value of the wrong kind")));
                return problem;
            }
        }
        return problem;
    }

    private static String path(JacksonException unreadable) {
        return unreadable.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "" + step.getIndex() : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private static List<Map<String, String>> errors(WebExchangeBindException invalid) {
        return invalid.getFieldErrors().stream()
                .map(error -> error(error.getField(), error.getDefaultMessage()))
                .toList();
    }

    private static List<Map<String, String>> errors(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .map(error -> error(error.getPropertyPath().toString(), error.getMessage()))
                .toList();
    }

    private static List<Map<String, String>> errors(MethodValidationResult invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(parameter -> parameter.getResolvableErrors().stream()
                        .map(error ->
                                error(parameter.getMethodParameter().getParameterName(), error.getDefaultMessage())))
                .toList();
    }

    private static Map<String, String> error(@Nullable String field, @Nullable String reason) {
        return Map.of("field", String.valueOf(field), "reason", reason == null ? "is not valid" : reason);
    }

    private static void log(String requestId, ServerWebExchange exchange, ProblemDetail problem, Throwable failure) {
        // The path alone: a query or a body may hold what a citizen wrote.
        String path = exchange.getRequest().getPath().value();
        if (failure instanceof ErrorResponse && problem.getStatus() >= 500) {
            LOG.warn("{} {} answered {}: {}", requestId, path, problem.getStatus(), cause(failure));
        } else if (failure instanceof ErrorResponse || problem.getStatus() < 500) {
            // By its kind alone: Spring's own words quote the request with its query, and with it what a citizen asked.
            LOG.debug("{} {} answered {}: {}", requestId, path, problem.getStatus(), cause(failure));
        } else {
            LOG.error("{} {} failed", requestId, path, Redacted.of(failure));
        }
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName();
    }
}
