package org.guildhall.platform;

import java.net.InetSocketAddress;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives a request that came through a proxy of ours the address of who asked, before anybody counts by it. Whoever writes
 * the header and is no such proxy changes nothing.
 */
@Component
@Order(ForwardedFor.BEFORE_EVERYTHING)
final class ForwardedFor implements WebFilter {

    static final int BEFORE_EVERYTHING = SecurityHeaders.OUTERMOST - 1;

    private final Callers callers;

    ForwardedFor(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress from = exchange.getRequest().getRemoteAddress();
        InetSocketAddress asker = callers.of(exchange.getRequest());
        return asker == null || asker.equals(from)
                ? chain.filter(exchange)
                : chain.filter(exchange.mutate()
                        .request(asked -> asked.remoteAddress(asker))
                        .build());
    }
}
