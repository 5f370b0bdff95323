package org.guildhall.canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails the test class during which something of a citizen's or a secret was logged, naming logger and level. */
public final class CanaryWatch implements AfterAllCallback {

    /** Made by JUnit when a run begins, and so in no other process. */
    public CanaryWatch() {
        if (System.getenv("JAZZER_FUZZ") == null) {
            Net.spread();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(Net.empty())
                .as("what may never be in a log, at any level, was logged while %s ran", context.getDisplayName())
                .isEmpty();
    }
}
