package org.guildhall.platform;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where citizens and messengers reach this server.
 *
 * @param publicUrl absolute, without a trailing slash needed
 */
@ConfigurationProperties("guildhall")
public record PublicUrl(
        @DefaultValue("http://localhost:8080") URI publicUrl) {

    /** An absolute address below the public one; the path starts with a slash. */
    public String at(String path) {
        String base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    /** Scheme, host and port, as browsers name a site. */
    public String origin() {
        return publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
    }

    /** Whether messengers can call us: public and encrypted. */
    public boolean reachableByMessengers() {
        String host = publicUrl.getHost();
        return "https".equals(publicUrl.getScheme()) && host != null && !host.equals("localhost");
    }
}
