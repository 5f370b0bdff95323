package org.guildhall.desk;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Notices to the browsers of staff.
 *
 * @param standIn a push service of one's own, for tests: scheme, host and port. Only this one may be anywhere and without TLS;
 *     unset, every push service has to be on the public Internet
 */
@ConfigurationProperties("guildhall.desk.push")
record PushProperties(@Nullable URI standIn) {

    Set<URI> exempt() {
        return standIn == null ? Set.of() : Set.of(standIn);
    }
}
