package org.guildhall.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.guildhall.platform.AssetRoutes;
import org.guildhall.platform.Assets;
import org.guildhall.platform.CrossOrigin;
import org.guildhall.platform.Database;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/answers}: one question, one answer, for other programs; and {@code /api/openapi.json}, which describes it. */
@Configuration(proxyBeanMethods = false)
class AnswersApi {

    /** A question's words stay in the asker's own cache, and there not for long: articles change at any time. */
    private static final CacheControl ANSWERS =
            CacheControl.maxAge(Duration.ofSeconds(5)).cachePrivate();

    private static final CacheControl DESCRIPTION =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final InstantAnswers answers;
    private final Questions questions;
    private final Database workers;
    private final JsonMapper json;
    private final Assets.Asset description;
    private final Sentences words = Sentences.in("messages/site");

    AnswersApi(InstantAnswers answers, Questions questions, Database workers, JsonMapper json) {
        this.answers = answers;
        this.questions = questions;
        this.workers = workers;
        this.json = json;
        this.description = description();
    }

    private static Assets.Asset description() {
        try {
            return Assets.Asset.of(
                    "openapi.json",
                    MediaType.APPLICATION_JSON,
                    new ClassPathResource("org/guildhall/site/openapi.json").getContentAsByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException("The description of the API in the jar cannot be read", broken);
        }
    }

    @Bean
    RouterFunction<ServerResponse> instantAnswerRoutes() {
        return RouterFunctions.route()
                .route(ReadyPages.reads("/api/answers"), this::answer)
                .route(ReadyPages.reads("/api/openapi.json"), this::describe)
                .route(
                        RequestPredicates.path("/api/answers").or(RequestPredicates.path("/api/openapi.json")),
                        this::refuse)
                .build();
    }

    @Bean
    CrossOrigin instantAnswerCalls() {
        return new CrossOrigin("/api/answers");
    }

    @Bean
    CrossOrigin descriptionCalls() {
        return new CrossOrigin("/api/openapi.json");
    }

    private Mono<ServerResponse> answer(ServerRequest request) {
        return Mono.fromSupplier(() -> questions.asked(request))
                .flatMap(question -> workers.onWorker(() -> written(question)))
                .flatMap(answer -> AssetRoutes.respond(request, answer, ANSWERS));
    }

    private Assets.Asset written(Question question) {
        return Assets.Asset.of("answer", MediaType.APPLICATION_JSON, json.writeValueAsBytes(answers.to(question)));
    }

    private Mono<ServerResponse> describe(ServerRequest request) {
        return AssetRoutes.respond(request, description, DESCRIPTION);
    }

    private Mono<ServerResponse> refuse(ServerRequest request) {
        return Mono.error(new Problem(HttpStatus.METHOD_NOT_ALLOWED, words.say("method.wrong"))
                .with(HttpHeaders.ALLOW, "GET, HEAD"));
    }
}
