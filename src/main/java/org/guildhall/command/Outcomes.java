package org.guildhall.command;

import org.guildhall.knowledge.Finding;

/** What the commands call a verdict; the same words as in the HTTP API. */
final class Outcomes {

    private Outcomes() {}

    static String word(Finding.Verdict verdict) {
        return switch (verdict) {
            case ANSWER -> "answer";
            case CLARIFY -> "clarify";
            case UNSURE -> "handover";
            case DANGER -> "danger";
            case SMALLTALK -> "smalltalk";
        };
    }
}
