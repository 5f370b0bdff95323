package org.guildhall.desk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.guildhall.conversation.Summary;
import org.guildhall.platform.Redacted;
import org.guildhall.platform.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What an open page of the console hears: hints to look again, when others begin or end to look at its conversation, and a
 * beat that it answers. While it answers, whoever opened it is at the desk; that the connection stands proves nothing, as
 * nobody tells a server that a network was cut.
 */
@Component
final class ConsoleStream {

    /** Answered by desk-live.js; see {@link Presence#answered}. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    /** Writing and looking run out without a signal. */
    private static final Duration LOOK = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleStream.class);

    private final EventApi events;
    private final Presence presence;
    private final Duties duties;
    private final Desk desk;
    private final Signals signals;

    ConsoleStream(EventApi events, Presence presence, Duties duties, Desk desk, Signals signals) {
        this.events = events;
        this.presence = presence;
        this.duties = duties;
        this.desk = desk;
        this.signals = signals;
    }

    /**
     * The stream of a page.
     *
     * @param shown the conversations the page shows, its own first, which they need not be allowed to see; empty for the queue
     * @param again reads who is asking once more; see {@link EventApi#stream}
     */
    Mono<ServerResponse> of(StaffMember me, List<UUID> shown, Supplier<Mono<StaffMember>> again) {
        Mono<Optional<UUID>> looksAt = Mono.justOrEmpty(shown.stream().findFirst())
                .flatMap(id -> desk.summary(me, id))
                .map(Summary::id)
                .singleOptional();
        return looksAt.flatMap(seen -> EventApi.respond(Flux.usingWhen(
                presence.open(me, seen),
                stream -> events.hints(
                        me,
                        Set.copyOf(shown),
                        Flux.merge(beats(stream), company(me, seen), given(me), missed(me)),
                        again),
                presence::close)));
    }

    private static Flux<ServerSentEvent<Object>> beats(UUID stream) {
        return Flux.interval(Duration.ZERO, BEAT)
                .onBackpressureDrop()
                .map(tick -> EventApi.event("beat", stream.toString()));
    }

    /** Only a hint as well: the page fetches who it is. */
    private Flux<ServerSentEvent<Object>> company(StaffMember me, Optional<UUID> seen) {
        return seen.map(id -> Flux.merge(
                                signals.on(Presence.LOOKING, id.toString()),
                                Flux.interval(Duration.ZERO, LOOK).map(String::valueOf))
                        .onBackpressureLatest()
                        .concatMap(hint -> look(me, id), 0)
                        .distinctUntilChanged()
                        .map(company -> EventApi.event("company", id.toString())))
                .orElseGet(Flux::never);
    }

    /** What was given to them just now, perhaps before anybody here knew of it; what colleagues hand on is among the changes. */
    private Flux<ServerSentEvent<Object>> given(StaffMember me) {
        return signals.on(Assignment.GIVEN)
                .concatMap(key -> Mono.justOrEmpty(Caller.uuid(key))
                        .flatMap(id -> desk.summary(me, id))
                        .onErrorResume(e -> Mono.empty()))
                .filter(one -> me.staffName().equals(one.holder()))
                .map(one -> EventApi.event("yours", DeskJson.Standing.of(one)));
    }

    /** Whoever opens a page is at the desk from then on, and may be given something before its stream begins. */
    private Flux<ServerSentEvent<Object>> missed(StaffMember me) {
        return duties.givenLately(me)
                .onErrorReturn(false)
                .filter(given -> given)
                .map(given -> EventApi.event("changed", ""))
                .flux();
    }

    private Mono<Company> look(StaffMember me, UUID conversation) {
        return desk.company(me, conversation).defaultIfEmpty(Company.NOBODY).onErrorResume(e -> {
            LOG.debug("Could not see who else looks", Redacted.of(e));
            return Mono.empty();
        });
    }
}
