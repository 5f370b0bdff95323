package org.guildhall.desk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.guildhall.platform.Callers;
import org.guildhall.platform.Whence;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets everything that somebody does at the desk know from where they do it, for the audit and for the list of sessions. */
@Component
@Order(CameFrom.BEFORE_ANYBODY_SIGNS_IN)
final class CameFrom implements WebFilter {

    /** Spring Security's filters are at -100. */
    static final int BEFORE_ANYBODY_SIGNS_IN = Ordered.HIGHEST_PRECEDENCE + 1_000;

    private final Callers callers;

    CameFrom(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress caller =
                ours(exchange.getRequest().getPath().value()) ? callers.of(exchange.getRequest()) : null;
        InetAddress address = caller == null ? null : caller.getAddress();
        return address == null
                ? chain.filter(exchange)
                : chain.filter(exchange).contextWrite(Whence.from(address.getHostAddress()));
    }

    /** Citizens' messages, of which there are many more, need not carry it along. */
    private static boolean ours(String path) {
        return path.startsWith("/desk") || path.startsWith("/api/desk") || path.startsWith("/log");
    }
}
