package org.guildhall.channel.webchat;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code /chat/exit}: away from the page at once, without JavaScript too. The browser is told to forget the chat, and the
 * cookie's token ends; staff keep what was said.
 */
@Configuration(proxyBeanMethods = false)
class Leaving {

    private final Cookies cookies;
    private final Streams streams;
    private final WebchatProperties properties;

    Leaving(Cookies cookies, Streams streams, WebchatProperties properties) {
        this.cookies = cookies;
        this.streams = streams;
        this.properties = properties;
    }

    @Bean
    RouterFunction<ServerResponse> chatLeavingRoutes() {
        return RouterFunctions.route().GET("/chat/exit", this::leave).build();
    }

    private Mono<ServerResponse> leave(ServerRequest request) {
        // Whoever waits for the database is still on the page.
        boolean ours = !"cross-site".equals(request.headers().firstHeader("Sec-Fetch-Site"));
        if (ours && Cookies.with(request)) {
            cookies.known(request)
                    .flatMap(known -> streams.leaves(known.person()))
                    .subscribe(gone -> {}, failure -> {});
        }
        ServerResponse.BodyBuilder away =
                ServerResponse.seeOther(properties.exit()).cacheControl(CacheControl.noStore());
        if (ours) {
            away.cookie(cookies.gone());
        }
        return away.build();
    }
}
