package org.guildhall.platform;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Serves {@code /assets/…}: for ever under the content's hash, checked by ETag without it. */
@Configuration(proxyBeanMethods = false)
public class AssetRoutes {

    private final Assets assets;

    AssetRoutes(Assets assets) {
        this.assets = assets;
    }

    @Bean
    RouterFunction<ServerResponse> assetPages() {
        return RouterFunctions.route().GET("/assets/{name}", this::serve).build();
    }

    private Mono<ServerResponse> serve(ServerRequest request) {
        return Mono.justOrEmpty(assets.find(request.pathVariable("name")))
                .switchIfEmpty(Mono.error(() -> new org.springframework.web.server.ResponseStatusException(
                        org.springframework.http.HttpStatus.NOT_FOUND)))
                .flatMap(asset -> respond(request, asset, keep(request, asset)));
    }

    /**
     * Answers with an asset, packed when the browser can unpack it.
     *
     * @param keep how long it may be kept
     */
    public static Mono<ServerResponse> respond(ServerRequest request, Assets.Asset asset, CacheControl keep) {
        boolean packed = request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(encodings -> encodings.contains("gzip"));
        String etag = "\"" + asset.hash() + (packed ? "-gzip\"" : "\"");
        return request.checkNotModified(etag).switchIfEmpty(Mono.defer(() -> {
            ServerResponse.BodyBuilder response = ServerResponse.ok()
                    .contentType(utf8(asset.type()))
                    .eTag(etag)
                    .cacheControl(keep)
                    .varyBy(HttpHeaders.ACCEPT_ENCODING);
            if (packed) {
                response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
            return response.bodyValue(packed ? asset.gzipped() : asset.bytes());
        }));
    }

    private static CacheControl keep(ServerRequest request, Assets.Asset asset) {
        boolean named = request.queryParam("v").filter(asset.hash()::equals).isPresent();
        return named ? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable() : CacheControl.noCache();
    }

    private static MediaType utf8(MediaType type) {
        return type.getType().equals("text") ? new MediaType(type, java.nio.charset.StandardCharsets.UTF_8) : type;
    }
}
