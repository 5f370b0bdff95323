package org.guildhall.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;
import org.guildhall.platform.Assets;
import org.guildhall.platform.Council;
import org.guildhall.platform.PublicUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** For who reads along by program: what is new, what there is, and what search engines need not look at. */
@Configuration(proxyBeanMethods = false)
class FeedRoutes {

    private final Library library;
    private final ReadyPages pages;
    private final PublicUrl publicUrl;
    private final Council council;

    FeedRoutes(Library library, ReadyPages pages, PublicUrl publicUrl, Council council) {
        this.library = library;
        this.pages = pages;
        this.publicUrl = publicUrl;
        this.council = council;
    }

    @Bean
    RouterFunction<ServerResponse> feeds() {
        Feed feed = new Feed(publicUrl, council);
        Sitemap sitemap = new Sitemap(publicUrl);
        return RouterFunctions.route()
                .route(
                        ReadyPages.reads("/feed.atom"),
                        request -> answer(request, MediaType.APPLICATION_ATOM_XML, feed::of))
                .route(
                        ReadyPages.reads("/sitemap.xml"),
                        request -> answer(request, MediaType.APPLICATION_XML, sitemap::of))
                .route(
                        ReadyPages.reads("/robots.txt"),
                        request -> answer(request, MediaType.TEXT_PLAIN, ignored -> robots()))
                .build();
    }

    private Mono<ServerResponse> answer(ServerRequest request, MediaType type, Function<Catalogue, String> making) {
        String key = request.path() + " " + library.publication();
        return pages.forAll(
                request,
                key,
                () -> Assets.Asset.of(key, type, making.apply(library.now()).getBytes(UTF_8)));
    }

    private String robots() {
        return """
                User-agent: *
                Disallow: /desk
                Disallow: /login
                Disallow: /api/
                Disallow: /search/
                Disallow: /webhooks/

                Sitemap: %s
                """.formatted(publicUrl.at("/sitemap.xml"));
    }
}
