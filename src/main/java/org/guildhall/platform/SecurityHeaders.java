package org.guildhall.platform;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What every response tells the browser: run nothing but our own files, put our pages into nobody's frame, guess no
 * types, tell other sites nothing of ours.
 */
@Component
@Order(SecurityHeaders.OUTERMOST)
public final class SecurityHeaders implements WebFilter {

    static final int OUTERMOST = Integer.MIN_VALUE + 10;

    private static final String EMBEDDABLE = SecurityHeaders.class.getName() + ".embeddable";
    private static final String DEVICES = SecurityHeaders.class.getName() + ".devices";
    private static final String FOREIGN = SecurityHeaders.class.getName() + ".foreign";

    /** For what is not ours: should a browser ever show it by itself, then as if from nowhere and without any script. */
    private static final String SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";

    /** No inline script or style, and no string becomes HTML or script except through a policy that is named. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
                    + "base-uri 'none'; require-trusted-types-for 'script'; trusted-types ";

    /** What citizens see makes nothing out of strings. */
    private static final String STRINGLESS = POLICY + "'none'; frame-ancestors ";

    /**
     * The default one, because htmx has none of its own, and the one by which that looks at a string before it lets it through:
     * both in desk-policy.js.
     */
    private static final String PIECES = POLICY + "default desk-inspection; frame-ancestors 'none'";

    private static final String FETCHES_PIECES = SecurityHeaders.class.getName() + ".pieces";

    private final String ownPages;
    private final String embeddedPages;

    SecurityHeaders(AllowedOrigins allowed) {
        this.ownPages = STRINGLESS + "'none'";
        this.embeddedPages = allowed.allowedOrigins().isEmpty()
                ? ownPages
                : STRINGLESS + "'self' " + String.join(" ", allowed.allowedOrigins());
    }

    /** Lets the allowed sites show this page in a frame; for pages that show no staff's work. */
    public static void embeddable(ServerWebExchange exchange) {
        exchange.getAttributes().put(EMBEDDABLE, true);
    }

    /** Lets the page ask whoever looks at it where they are, and for their microphone; a browser still asks them. */
    public static void devices(ServerWebExchange exchange) {
        exchange.getAttributes().put(DEVICES, true);
    }

    /** Lets a page replace pieces of itself with what it fetches from us, each looked at by a policy of its own first. */
    public static void fetchingPieces(ServerWebExchange exchange) {
        exchange.getAttributes().put(FETCHES_PIECES, true);
    }

    /** Keeps a file that somebody sent us from doing anything in the name of this site. */
    public static void foreign(ServerWebExchange exchange) {
        exchange.getAttributes().put(FOREIGN, true);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> protect(exchange)));
        return chain.filter(exchange);
    }

    private void protect(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        boolean embeddable = exchange.getAttribute(EMBEDDABLE) != null;
        boolean foreign = exchange.getAttribute(FOREIGN) != null;
        headers.set("Content-Security-Policy", policy(exchange, foreign, embeddable));
        if (foreign) {
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
        }
        if (embeddable) {
            headers.remove("X-Frame-Options");
        }
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        String asked = exchange.getAttribute(DEVICES) == null ? "()" : "(self)";
        headers.set(
                "Permissions-Policy",
                "camera=(), geolocation=" + asked + ", microphone=" + asked + ", payment=(), usb=()");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
    }

    private String policy(ServerWebExchange exchange, boolean foreign, boolean embeddable) {
        if (foreign) {
            return SANDBOX;
        }
        if (exchange.getAttribute(FETCHES_PIECES) != null) {
            return PIECES;
        }
        return embeddable ? embeddedPages : ownPages;
    }
}
