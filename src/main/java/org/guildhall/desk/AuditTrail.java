package org.guildhall.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Conversations;
import org.guildhall.platform.Council;
import org.guildhall.privacy.Audit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The audit as those who read it see it, the same for the console and for the API. For anybody else there is nothing here, whichever
 * way they came. Looking at it is looked at too.
 */
@Component
final class AuditTrail {

    /** How many lines a page has. */
    static final int PAGE = 100;

    private static final int HANDFUL = 1_000;

    private final Audit audit;
    private final Conversations conversations;
    private final Council council;

    AuditTrail(Audit audit, Conversations conversations, Council council) {
        this.audit = audit;
        this.conversations = conversations;
        this.council = council;
    }

    /** A page of it, latest first. */
    Mono<List<Audit.Line>> page(StaffMember me, AuditForm form) {
        return me.audits()
                ? writtenDown(me, "audit.view", Map.of("filters", form.filters()))
                        .then(wanted(form))
                        .flatMap(wanted -> audit.find(wanted, PAGE))
                : Mono.just(List.of());
    }

    /** All of it that is asked for, latest first, a handful at a time as somebody takes it. */
    Flux<Audit.Line> all(StaffMember me, AuditForm form, String format) {
        return me.audits()
                ? writtenDown(me, "audit.export", Map.of("filters", form.filters(), "format", format))
                        .then(wanted(form))
                        .flatMapMany(this::handfuls)
                : Flux.empty();
    }

    private Mono<Void> writtenDown(StaffMember me, String action, Map<String, ?> details) {
        return audit.record(me.username(), action, "audit", details);
    }

    private Flux<Audit.Line> handfuls(Audit.Wanted wanted) {
        return audit.find(wanted, HANDFUL)
                .expand(lines -> lines.size() < HANDFUL
                        ? Mono.empty()
                        : audit.find(wanted.goingOnAfter(lines.getLast()), HANDFUL))
                .concatMapIterable(lines -> lines);
    }

    /** A reference stands for its conversation, which is what lines are about. */
    private Mono<Audit.Wanted> wanted(AuditForm form) {
        Mono<String> meant = form.subject().isEmpty()
                        || Caller.uuid(form.subject()).isPresent()
                ? Mono.just(form.subject())
                : conversations.called(form.subject()).map(UUID::toString).defaultIfEmpty(form.subject());
        return meant.map(subject -> form.wanted(subject, council.timeZone()));
    }
}
