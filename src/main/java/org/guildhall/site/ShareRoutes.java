package org.guildhall.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Versions;
import org.guildhall.platform.AssetRoutes;
import org.guildhall.platform.Assets;
import org.guildhall.platform.Database;
import org.guildhall.platform.Permalinks;
import org.guildhall.platform.Problem;
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

/**
 * What the council said, for ever: {@code /a/…} shows the version that was given and what has become of it, {@code
 * /a/…/proof} is the same signed, and {@code /help/…/share} makes such a link for what the page says now.
 */
@Configuration(proxyBeanMethods = false)
class ShareRoutes {

    private static final MediaType JOSE = MediaType.parseMediaType("application/jose");

    private static final CacheControl PROOFS = CacheControl.noCache().cachePublic();
    private static final CacheControl KEYS =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final ShareViews views;
    private final Archive archive;
    private final Library library;
    private final ReadyPages pages;
    private final Rendering rendering;
    private final Proofs proofs;
    private final Database workers;
    private final Sentences words = Sentences.in("messages/site");

    ShareRoutes(
            ShareViews views,
            Archive archive,
            Library library,
            ReadyPages pages,
            Rendering rendering,
            Proofs proofs,
            Database workers) {
        this.views = views;
        this.archive = archive;
        this.library = library;
        this.pages = pages;
        this.rendering = rendering;
        this.proofs = proofs;
        this.workers = workers;
    }

    @Bean
    RouterFunction<ServerResponse> sharedAnswers() {
        return RouterFunctions.route()
                .route(ReadyPages.reads("/a/{code}"), this::given)
                .route(ReadyPages.reads("/a/{code}/proof"), this::proof)
                .route(ReadyPages.reads("/help/{article}/share"), this::share)
                .route(ReadyPages.reads("/.well-known/jwks.json"), this::keys)
                .build();
    }

    private Mono<ServerResponse> given(ServerRequest request) {
        return Mono.fromSupplier(() -> code(request))
                .flatMap(code -> pages.forAll(request, "/a " + code + " " + library.publication(), () -> shown(code)));
    }

    private Assets.Asset shown(Permalinks.Code code) {
        Passport passport = found(code);
        Versions.Kept now = archive.now(passport.kept()).orElse(null);
        return rendering.page("site/given", views.given(passport, now));
    }

    private Mono<ServerResponse> proof(ServerRequest request) {
        return Mono.fromSupplier(() -> code(request))
                .flatMap(code -> workers.onWorker(() ->
                        Assets.Asset.of("proof", JOSE, proofs.of(found(code)).getBytes(UTF_8))))
                .flatMap(signed -> AssetRoutes.respond(request, signed, PROOFS));
    }

    private Permalinks.Code code(ServerRequest request) {
        return Permalinks.read(request.pathVariable("code")).orElseThrow(this::unknown);
    }

    private Passport found(Permalinks.Code code) {
        return archive.find(code).orElseThrow(this::unknown);
    }

    private Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, words.say("link.unknown"));
    }

    private Mono<ServerResponse> share(ServerRequest request) {
        String id = request.pathVariable("article");
        return pages.once(() -> {
            ArticleVersion version = library.now()
                    .find(id)
                    .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, words.say("article.missing")));
            return rendering.page("site/share", views.share(version, Instant.now()));
        });
    }

    private Mono<ServerResponse> keys(ServerRequest request) {
        return workers.onWorker(proofs::keys).flatMap(keys -> AssetRoutes.respond(request, keys, KEYS));
    }
}
