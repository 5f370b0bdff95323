package org.guildhall.site;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.platform.AssetRoutes;
import org.guildhall.platform.Assets;
import org.guildhall.platform.Council;
import org.guildhall.platform.CrossOrigin;
import org.guildhall.platform.Database;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.SecurityHeaders;
import org.guildhall.platform.Sentences;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Articles on other people's pages: {@code /api/oembed} (https://oembed.com) says how to show one, and {@code /embed/…} is
 * what is shown, in a frame of the sites that are allowed to.
 */
@Configuration(proxyBeanMethods = false)
class OEmbedRoutes {

    private static final CacheControl KEPT =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final Library library;
    private final HelpViews views;
    private final ReadyPages pages;
    private final Rendering rendering;
    private final Database workers;
    private final PublicUrl publicUrl;
    private final Council council;
    private final JsonMapper json;
    private final Sentences words = Sentences.in("messages/site");

    OEmbedRoutes(
            Library library,
            HelpViews views,
            ReadyPages pages,
            Rendering rendering,
            Database workers,
            PublicUrl publicUrl,
            Council council,
            JsonMapper json) {
        this.library = library;
        this.views = views;
        this.pages = pages;
        this.rendering = rendering;
        this.workers = workers;
        this.publicUrl = publicUrl;
        this.council = council;
        this.json = json;
    }

    @Bean
    RouterFunction<ServerResponse> embeddedArticles() {
        return RouterFunctions.route()
                .route(ReadyPages.reads("/api/oembed"), this::describe)
                .route(ReadyPages.reads("/embed/{article}"), this::embedded)
                .build();
    }

    @Bean
    CrossOrigin embeddedArticleCalls() {
        return new CrossOrigin("/api/oembed");
    }

    private Mono<ServerResponse> describe(ServerRequest request) {
        return workers.onWorker(() -> described(EmbedWish.of(request)))
                .flatMap(answer -> AssetRoutes.respond(request, answer, KEPT));
    }

    private Assets.Asset described(EmbedWish wish) {
        ArticleVersion version = wish.article(publicUrl)
                .flatMap(id -> library.now().find(id))
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, words.say("oembed.unknown")).naming("url"));
        Embedding embedding = Embedding.of(version, wish, publicUrl, council);
        return Assets.Asset.of("oembed", MediaType.APPLICATION_JSON, json.writeValueAsBytes(embedding));
    }

    private Mono<ServerResponse> embedded(ServerRequest request) {
        SecurityHeaders.embeddable(request.exchange());
        String id = request.pathVariable("article");
        return pages.forAll(request, "/embed " + id + " " + library.publication(), () -> shown(id));
    }

    private Assets.Asset shown(String id) {
        Catalogue catalogue = library.now();
        ArticleVersion version =
                catalogue.find(id).orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, words.say("article.missing")));
        Map<String, Object> model = new HashMap<>(views.article(catalogue, version));
        return rendering.page("site/embed", model);
    }
}
