package org.guildhall.site;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.platform.Assets;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The help centre: the first page with its search, topics, languages, and a page for each article. */
@Configuration(proxyBeanMethods = false)
class HelpRoutes {

    private static final CacheControl WHILE_TYPING =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePrivate();

    private static final int FOUND_WHILE_TYPING = 6;

    private final HelpViews views;
    private final Library library;
    private final MostAsked mostAsked;
    private final InstantAnswers answers;
    private final Questions questions;
    private final ReadyPages pages;
    private final Rendering rendering;
    private final Sentences words = Sentences.in("messages/site");

    HelpRoutes(
            HelpViews views,
            Library library,
            MostAsked mostAsked,
            InstantAnswers answers,
            Questions questions,
            ReadyPages pages,
            Rendering rendering) {
        this.views = views;
        this.library = library;
        this.mostAsked = mostAsked;
        this.answers = answers;
        this.questions = questions;
        this.pages = pages;
        this.rendering = rendering;
    }

    @Bean
    RouterFunction<ServerResponse> helpPages() {
        return RouterFunctions.route()
                .route(ReadyPages.reads("/"), this::home)
                .route(ReadyPages.reads("/help"), HelpRoutes::homeInstead)
                .route(ReadyPages.reads("/help/{article}"), this::article)
                .route(ReadyPages.reads("/topics/{topic}"), this::topic)
                .route(ReadyPages.reads("/languages/{language}"), this::language)
                .route(ReadyPages.reads("/search/titles"), this::whileTyping)
                .build();
    }

    /** With what was asked: links to a search are kept and passed on. */
    private static Mono<ServerResponse> homeInstead(ServerRequest request) {
        String query = request.uri().getRawQuery();
        return ServerResponse.permanentRedirect(URI.create(query == null ? "/" : "/?" + query))
                .build();
    }

    private Mono<ServerResponse> home(ServerRequest request) {
        if (request.queryParam("q").isPresent()) {
            return search(request);
        }
        List<String> asked = mostAsked.articles();
        String key = "/ " + library.publication() + " " + asked;
        return pages.forAll(request, key, () -> rendering.page("site/home", views.home(library.now(), asked)));
    }

    private Mono<ServerResponse> search(ServerRequest request) {
        return Mono.fromSupplier(() -> questions.asked(request))
                .flatMap(question -> pages.forOne(request, () -> found(question)))
                .onErrorResume(Problem.class, problem -> again(request, problem));
    }

    private Assets.Asset found(Question question) {
        return rendering.page("site/home", searched(question.words(), answers.to(question), null));
    }

    /** The page once more, with what to put right and nothing typed lost. */
    private Mono<ServerResponse> again(ServerRequest request, Problem problem) {
        String typed = request.queryParam("q").orElse("");
        return pages.once(
                problem,
                () -> rendering.page(
                        "site/home", searched(typed, null, problem.getBody().getDetail())));
    }

    private Map<String, Object> searched(
            String typed, InstantAnswers.@Nullable InstantAnswer answer, @Nullable String error) {
        Map<String, Object> model = new HashMap<>(views.home(library.now(), mostAsked.articles()));
        model.put("q", typed);
        model.put("answer", answer);
        model.put("error", error);
        return model;
    }

    private Mono<ServerResponse> article(ServerRequest request) {
        String id = request.pathVariable("article");
        String said = request.queryParam("helped")
                .filter(List.of("yes", "no")::contains)
                .orElse("");
        String key = "/help " + id + " " + said + " " + library.publication();
        return library.movedTo(id)
                .map(HelpRoutes::moved)
                .orElseGet(() -> pages.forAll(request, key, () -> shown(id, said)));
    }

    private static Mono<ServerResponse> moved(String path) {
        return ServerResponse.permanentRedirect(URI.create(path)).build();
    }

    private Assets.Asset shown(String id, String said) {
        Catalogue catalogue = library.now();
        ArticleVersion version = catalogue.find(id).orElseThrow(() -> missing("article.missing"));
        Map<String, Object> model = new HashMap<>(views.article(catalogue, version));
        model.put("said", said);
        return rendering.page("site/article", model);
    }

    private Mono<ServerResponse> topic(ServerRequest request) {
        String team = request.pathVariable("topic");
        String key = "/topics " + team + " " + library.publication();
        return pages.forAll(request, key, () -> {
            Topics.Topic topic = library.now().topic(team).orElseThrow(() -> missing("topic.missing"));
            return rendering.page("site/topic", views.topic(topic));
        });
    }

    private Mono<ServerResponse> language(ServerRequest request) {
        String code = request.pathVariable("language");
        String key = "/languages " + code + " " + library.publication();
        return pages.forAll(request, key, () -> {
            List<Topics.Entry> entries = library.now().otherLanguages().get(code);
            if (entries == null) {
                throw missing("topic.missing");
            }
            return rendering.page("site/topic", views.language(code, entries));
        });
    }

    private Mono<ServerResponse> whileTyping(ServerRequest request) {
        String typed = request.queryParam("q").orElse("");
        return Mono.fromSupplier(() -> library.now().titles().beginning(typed, FOUND_WHILE_TYPING))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> ServerResponse.ok()
                        .cacheControl(WHILE_TYPING)
                        .bodyValue(new Found(found.stream().map(Found.Page::of).toList())));
    }

    private Problem missing(String reason) {
        return new Problem(HttpStatus.NOT_FOUND, words.say(reason));
    }

    /** What was found while somebody types. */
    record Found(List<Page> pages) {

        /** One page. */
        record Page(String title, String url, String language) {

            static Page of(Topics.Entry entry) {
                return new Page(entry.title(), entry.path(), entry.language());
            }
        }
    }
}
