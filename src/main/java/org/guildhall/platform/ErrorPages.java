package org.guildhall.platform;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Where a failed request ends that {@link Problems} has not answered: a page in plain English for people, a problem
 * detail for a program that asks for something of theirs. What went wrong inside is logged once and never shown.
 */
@Component
@Order(ErrorPages.AHEAD_OF_THE_FRAMEWORK)
final class ErrorPages implements ErrorWebExceptionHandler {

    static final int AHEAD_OF_THE_FRAMEWORK = -2;

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final ServerResponse.Context context;
    private final Sentences words = Sentences.in("messages/problems");

    ErrorPages(ServerCodecConfigurer codecs, List<ViewResolver> views) {
        HandlerStrategies.Builder strategies = HandlerStrategies.empty();
        views.forEach(strategies::viewResolver);
        HandlerStrategies built = strategies.build();
        this.context = new ServerResponse.Context() {
            @Override
            public List<org.springframework.http.codec.HttpMessageWriter<?>> messageWriters() {
                return codecs.getWriters();
            }

            @Override
            public List<ViewResolver> viewResolvers() {
                return built.viewResolvers();
            }
        };
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        ProblemDetail problem = describe(failure);
        if (problem.getStatus() >= 500) {
            LOG.error(
                    "{}{} {} failed",
                    exchange.getLogPrefix(),
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath().pathWithinApplication().value(),
                    Redacted.of(failure));
        }
        HttpHeaders headers = failure instanceof ErrorResponse known ? known.getHeaders() : HttpHeaders.EMPTY;
        // A page is read from the class path when it is first shown, which no event loop may wait for.
        return (forPeople(exchange) ? page(problem, headers) : detail(problem, headers))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(response -> response.writeTo(exchange, context));
    }

    private ProblemDetail describe(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem.getBody();
        }
        HttpStatusCode status =
                failure instanceof ErrorResponse known ? known.getStatusCode() : HttpStatus.INTERNAL_SERVER_ERROR;
        return ProblemDetail.forStatusAndDetail(status, words(status.value(), "detail"));
    }

    private Mono<ServerResponse> page(ProblemDetail problem, HttpHeaders headers) {
        return ServerResponse.status(problem.getStatus())
                .headers(own -> own.addAll(headers))
                .cacheControl(org.springframework.http.CacheControl.noStore())
                .contentType(MediaType.TEXT_HTML)
                .render(
                        "shell/problem",
                        Map.of(
                                "heading", words(problem.getStatus(), "heading"),
                                "detail",
                                        problem.getDetail() == null
                                                ? words(problem.getStatus(), "detail")
                                                : problem.getDetail(),
                                "status", problem.getStatus()));
    }

    private static Mono<ServerResponse> detail(ProblemDetail problem, HttpHeaders headers) {
        return ServerResponse.status(problem.getStatus())
                .headers(own -> own.addAll(headers))
                .cacheControl(org.springframework.http.CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(problem);
    }

    private String words(int status, String part) {
        String own = status + "." + part;
        return words.say(words.keys().contains(own) ? own : (status < 500 ? "4xx." : "5xx.") + part);
    }

    /** People's browsers ask for HTML by name; programs say JSON, anything, or nothing. */
    private static boolean forPeople(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (path.startsWith("/api/") || path.startsWith("/webhooks/")) {
            return false;
        }
        try {
            return exchange.getRequest().getHeaders().getAccept().stream()
                    .anyMatch(accepted -> !accepted.isWildcardType() && accepted.isCompatibleWith(MediaType.TEXT_HTML));
        } catch (org.springframework.http.InvalidMediaTypeException nonsense) {
            return false;
        }
    }
}
