package org.guildhall.platform;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
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

    private static final String HEADER = "X-Forwarded-For";

    private final boolean anybody;
    private final List<TrustedProxies.Network> proxies;

    ForwardedFor(TrustedProxies trusted) {
        this.anybody = trusted.any();
        this.proxies = trusted.networks();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress from = exchange.getRequest().getRemoteAddress();
        List<String> forwarded = anybody ? exchange.getRequest().getHeaders().getOrEmpty(HEADER) : List.of();
        if (forwarded.isEmpty() || from == null || from.getAddress() == null) {
            return chain.filter(exchange);
        }
        InetAddress asker = TrustedProxies.asker(from.getAddress(), forwarded, proxies);
        if (asker.equals(from.getAddress())) {
            return chain.filter(exchange);
        }
        // The port is the proxy's and says nothing about who asked.
        return chain.filter(exchange.mutate()
                .request(asked -> asked.remoteAddress(new InetSocketAddress(asker, from.getPort())))
                .build());
    }
}
