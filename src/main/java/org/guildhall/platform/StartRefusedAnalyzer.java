package org.guildhall.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints our own refusals to start as a description and an action. */
final class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, StartRefused refusal) {
        return new FailureAnalysis(String.valueOf(refusal.getMessage()), refusal.remedy(), failure);
    }
}
