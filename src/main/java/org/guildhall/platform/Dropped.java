package org.guildhall.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

/**
 * What fails when nobody waits for it any more, such as a commit after the door has asked the messenger to come again. By
 * its kind alone: Reactor's own line would print its message, which may quote a citizen.
 */
@Component
final class Dropped {

    private static final Logger LOG = LoggerFactory.getLogger(Dropped.class);

    Dropped() {
        Hooks.onErrorDropped(
                failure -> LOG.warn("Failed when nobody waited for it any more: {}", Redacted.kind(failure)));
    }
}
