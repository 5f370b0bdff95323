package org.guildhall.site;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.guildhall.platform.CrossOrigin;
import org.guildhall.platform.Database;
import org.guildhall.platform.Markdown;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The public pages, and the same answers for programs. Every look at the index is made off the event loop. */
@Configuration(proxyBeanMethods = false)
class SiteRoutes {

    /** A question's words stay in the asker's own cache, and there not for long: articles change at any time. */
    private static final CacheControl ANSWERS =
            CacheControl.maxAge(Duration.ofSeconds(5)).cachePrivate();

    private static final CacheControl PAGES = CacheControl.noCache();

    private final InstantAnswers answers;
    private final Library library;
    private final Topics topics;
    private final Markdown markdown;
    private final PublicUrl publicUrl;
    private final Database workers;
    private final Sentences sentences = Sentences.in("messages/site");

    SiteRoutes(
            InstantAnswers answers,
            Library library,
            Topics topics,
            Markdown markdown,
            PublicUrl publicUrl,
            Database workers) {
        this.answers = answers;
        this.library = library;
        this.topics = topics;
        this.markdown = markdown;
        this.publicUrl = publicUrl;
        this.workers = workers;
    }

    @Bean
    RouterFunction<ServerResponse> sitePages() {
        return RouterFunctions.route()
                .GET("/", this::home)
                .GET("/help/{article}", this::article)
                .GET("/accessibility", this::accessibility)
                .GET("/api/answers", this::answer)
                .build();
    }

    @Bean
    CrossOrigin instantAnswerCalls() {
        return new CrossOrigin("/api/answers");
    }

    private Mono<ServerResponse> answer(ServerRequest request) {
        Question question = Question.of(request);
        return off(() -> answers.to(question.words()))
                .flatMap(answer -> ServerResponse.ok().cacheControl(ANSWERS).bodyValue(answer));
    }

    private Mono<ServerResponse> home(ServerRequest request) {
        return request.queryParam("q").isEmpty()
                ? off(() -> model("", null, null)).flatMap(model -> page(HttpStatus.OK, "site/home", model))
                : search(request);
    }

    private Mono<ServerResponse> search(ServerRequest request) {
        return Mono.fromSupplier(() -> Question.of(request))
                .flatMap(question -> off(() -> model(question.words(), answers.to(question.words()), null)))
                .onErrorResume(
                        Problem.class,
                        problem -> off(() -> model(
                                request.queryParam("q").orElse(""),
                                null,
                                problem.getBody().getDetail())))
                .flatMap(model -> page(status(model), "site/home", model));
    }

    private static HttpStatus status(Map<String, Object> model) {
        return model.get("error") == null ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
    }

    private Map<String, Object> model(
            String question, InstantAnswers.@Nullable InstantAnswer answer, @Nullable String error) {
        Map<String, Object> model = new HashMap<>();
        model.put("q", question);
        model.put("error", error);
        model.put("answer", answer);
        model.put("html", answer == null || answer.text() == null ? "" : markdown.html(answer.text()));
        model.put("topics", topics.all());
        return model;
    }

    private Mono<ServerResponse> article(ServerRequest request) {
        String id = request.pathVariable("article");
        return off(() -> library.page(id).orElse(null))
                .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.NOT_FOUND, sentences.say("article.missing"))))
                .flatMap(page -> page.passage().article().equals(id) ? shown(page) : moved(page));
    }

    private Mono<ServerResponse> moved(Library.HelpPage page) {
        return ServerResponse.permanentRedirect(
                        java.net.URI.create(page.passage().path()))
                .build();
    }

    private Mono<ServerResponse> shown(Library.HelpPage page) {
        List<Map<String, String>> sections = page.sections().stream()
                .map(section -> Map.of(
                        "heading",
                        section.heading() == null ? "" : section.heading(),
                        "html",
                        markdown.html(section.text())))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("passage", page.passage());
        model.put("html", markdown.html(page.passage().text()));
        model.put("sections", sections);
        model.put("more", page.more().isBlank() ? "" : markdown.html(page.more(), 2));
        model.put("address", publicUrl.at(page.passage().path()));
        return page(HttpStatus.OK, "site/article", model);
    }

    private Mono<ServerResponse> accessibility(ServerRequest request) {
        return off(Map::<String, Object>of).flatMap(model -> page(HttpStatus.OK, "site/accessibility", model));
    }

    private static Mono<ServerResponse> page(HttpStatus status, String template, Map<String, ?> model) {
        // Not where the model came from: a future that was quick completes on the event loop.
        return Mono.defer(() -> ServerResponse.status(status)
                        .contentType(MediaType.TEXT_HTML)
                        .cacheControl(PAGES)
                        .render(template, model))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Lucene and templates read files, so both are for a thread that may wait. */
    private <T> Mono<T> off(Supplier<@Nullable T> work) {
        return workers.onWorker(work);
    }
}
