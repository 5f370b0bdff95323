package org.guildhall.channel.webchat;

import java.net.URI;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Tells a post of our own form from one that another site made a browser send. The cookie's {@code SameSite=Strict}
 * is the first wall; this is the second, and it needs no session.
 */
@Component
record OwnForm(PublicUrl publicUrl) {

    /**
     * Whether the browser says that the form was ours. Every browser of the last years says so on a post; programs that
     * say nothing pass as long as they bring no cookie, because then nobody's authority is borrowed.
     */
    boolean sent(HttpHeaders headers, boolean withCookie) {
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        String origin = headers.getOrigin();
        if (origin == null) {
            return site != null || !withCookie;
        }
        return origin.equals(origin(publicUrl.publicUrl())) || sameHost(origin, headers.getFirst(HttpHeaders.HOST));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getRawAuthority());
        } catch (java.net.URISyntaxException nonsense) {
            return false;
        }
    }
}
