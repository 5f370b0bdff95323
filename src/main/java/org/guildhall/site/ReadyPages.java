package org.guildhall.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.guildhall.platform.AssetRoutes;
import org.guildhall.platform.Assets;
import org.guildhall.platform.Database;
import org.guildhall.platform.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Sends pages, each made once for as long as it would be made the same again. Browsers and caches on the way may keep them
 * too, and ask each time whether there is another: a wrong answer must not stay for a minute longer than ours.
 */
@Component
final class ReadyPages {

    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private static final CacheControl FOR_ALL = CacheControl.noCache().cachePublic();
    private static final CacheControl FOR_ONE = CacheControl.noCache().cachePrivate();

    private final Database workers;
    private final Cache<String, Assets.Asset> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String key, Assets.Asset page) -> page.bytes().length + page.gzipped().length)
            .build();

    ReadyPages(Database workers) {
        this.workers = workers;
    }

    /** {@code GET} and {@code HEAD}, as every page answers both. */
    static RequestPredicate reads(String path) {
        return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
    }

    /**
     * A page that everybody sees alike.
     *
     * @param key names what went into it; with another key it is made anew
     * @param making makes it, on a thread that may wait
     */
    Mono<ServerResponse> forAll(ServerRequest request, String key, Supplier<Assets.Asset> making) {
        Assets.Asset ready = kept.getIfPresent(key);
        Mono<Assets.Asset> page = ready != null ? Mono.just(ready) : workers.onWorker(() -> made(key, making));
        return page.flatMap(asset -> AssetRoutes.respond(request, asset, FOR_ALL));
    }

    private Assets.Asset made(String key, Supplier<Assets.Asset> making) {
        Assets.Asset page = making.get();
        kept.put(key, page);
        return page;
    }

    /** A page made of what somebody asked, which is kept nowhere but with them. */
    Mono<ServerResponse> forOne(ServerRequest request, Supplier<Assets.Asset> making) {
        return workers.onWorker(making::get).flatMap(asset -> AssetRoutes.respond(request, asset, FOR_ONE));
    }

    /** A page that says what was just done, and is kept by nobody. */
    Mono<ServerResponse> once(Supplier<Assets.Asset> making) {
        return once(HttpStatus.OK, HttpHeaders.EMPTY, making);
    }

    /** A page that says what to put right, with what the problem tells browsers. */
    Mono<ServerResponse> once(Problem problem, Supplier<Assets.Asset> making) {
        return once(problem.getStatusCode(), problem.getHeaders(), making);
    }

    private Mono<ServerResponse> once(HttpStatusCode status, HttpHeaders headers, Supplier<Assets.Asset> making) {
        return workers.onWorker(making::get)
                .flatMap(page -> ServerResponse.status(status)
                        .headers(own -> own.addAll(headers))
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(page.bytes()));
    }
}
