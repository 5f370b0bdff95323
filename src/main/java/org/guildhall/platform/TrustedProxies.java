package org.guildhall.platform;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may say from where a request really comes.
 *
 * @param trustedProxies addresses and networks such as {@code 10.0.0.0/8}, whose {@code X-Forwarded-For} counts; none means that
 *     whoever connects is whoever asks
 */
@ConfigurationProperties("guildhall")
public record TrustedProxies(@DefaultValue({}) List<String> trustedProxies) {

    /** Keeps a copy. */
    public TrustedProxies {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
