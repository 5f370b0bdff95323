package org.guildhall.platform;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which other sites may embed the chat and call what is public here.
 *
 * @param allowedOrigins such as {@code https://www.example.gov.uk}; scheme, host and port only, never a path; none means
 *     only our own pages
 */
@ConfigurationProperties("guildhall")
public record AllowedOrigins(@DefaultValue({}) List<String> allowedOrigins) {

    /** Refuses what could widen the list by accident or break out of a header. */
    public AllowedOrigins {
        allowedOrigins = List.copyOf(allowedOrigins);
        for (String origin : allowedOrigins) {
            if (!origin.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+")) {
                throw new IllegalArgumentException("guildhall.allowed-origins: \"" + origin
                        + "\" is not an origin. Write scheme and host, for instance https://www.example.gov.uk");
            }
        }
    }
}
