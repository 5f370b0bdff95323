package org.guildhall;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What looks like waiting to BlockHound and is not; everything else on an event loop fails the test that did it. */
public final class HarmlessBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder
                // Reads the kernel's random numbers, which never run out once the machine has started (random(4)).
                .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                // Reads a template out of the jar when it is first shown, and never again: it is cached.
                .allowBlockingCallsInside("org.thymeleaf.templateparser.markup.AbstractMarkupTemplateParser", "parse")
                .allowBlockingCallsInside("org.thymeleaf.engine.TemplateManager", "computeTemplateResource");
    }
}
