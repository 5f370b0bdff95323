package org.guildhall.desk;

import java.util.List;
import java.util.Locale;
import org.guildhall.conversation.Summary;
import org.springframework.web.reactive.function.server.ServerRequest;

/** In which order the queue is shown. */
enum QueueOrder {
    /** The most urgent first, and of those the longest waiting. */
    URGENT,
    /** What is due first. */
    DUE;

    private static final String NAME = "order";

    /** As it is asked for; without, or with anything else, the most urgent first. */
    static QueueOrder of(ServerRequest request) {
        return request.queryParam(NAME).filter(DUE.word()::equals).isPresent() ? DUE : URGENT;
    }

    // Public for the templates, which see nothing else.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part of an address that asks for it. */
    public String query() {
        return this == DUE ? "?" + NAME + "=" + word() : "";
    }

    List<Summary> sorted(List<Summary> waiting, CaseTimes.Dues dues) {
        return this == DUE ? dues.sorted(waiting) : waiting;
    }
}
