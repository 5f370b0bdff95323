package org.guildhall.channel.telegram;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with Telegram's settings and what to do, instead of a stack trace. */
class TelegramMisconfiguredAnalyzer extends AbstractFailureAnalyzer<TelegramMisconfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable root, TelegramMisconfigured cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
