package org.guildhall.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Queue;
import org.guildhall.conversation.Summary;
import org.guildhall.platform.Redacted;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What changes at the desk, for everybody who watches. Signals say where to look; as they can be lost, who waits is also
 * looked through every few seconds while anybody watches. Each change is compared with what was known, so that one hint
 * or ten make one event.
 */
@Component
final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final Duration GATHER = Duration.ofMillis(50);
    private static final int AT_A_TIME = 200;
    private static final int SLOW_WATCHER_BUFFER = 1_000;
    private static final int MOST_REMEMBERED = 10_000;

    private final Signals signals;
    private final Conversations conversations;
    private final Queue queue;
    private final Sinks.Many<Change> changes = Sinks.many().multicast().directBestEffort();
    private final Cache<UUID, Summary> known =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    Changes(Signals signals, Conversations conversations, Queue queue) {
        this.signals = signals;
        this.conversations = conversations;
        this.queue = queue;
    }

    /**
     * A conversation that is not as it was.
     *
     * @param before how it was, or null when it was not known here
     */
    record Change(@Nullable Summary before, Summary now) {

        /** Whether they see it, or saw it until now and should learn that it left. */
        boolean concerns(StaffMember member) {
            return member.sees(now) || (before != null && member.sees(before));
        }

        boolean standsDifferently() {
            return before == null
                    || before.floor() != now.floor()
                    || before.priority() != now.priority()
                    || before.undelivered() != now.undelivered()
                    || !Objects.equals(before.snoozedUntil(), now.snoozedUntil())
                    || !before.asked().equals(now.asked())
                    || !Objects.equals(before.team(), now.team())
                    || !Objects.equals(before.holder(), now.holder());
        }

        /** Whether somebody may be in danger there whom they did not know of, and nobody but they can be looking after it. */
        boolean alarms(StaffMember member) {
            return alarming(member, now) && (before == null || !alarming(member, before));
        }

        private static boolean alarming(StaffMember member, Summary one) {
            boolean theirs = member.staffName().equals(one.holder());
            return one.priority() == Priority.DANGER && member.sees(one) && (one.floor() == Floor.QUEUE || theirs);
        }

        /** Whether it has become theirs just now, whoever made it so. */
        boolean becameOf(StaffMember member) {
            return before != null
                    && member.staffName().equals(now.holder())
                    && !member.staffName().equals(before.holder());
        }

        /** The first message that is new, or more than the last one when none is. */
        int firstNew() {
            return before == null ? now.lastSeq() : before.lastSeq() + 1;
        }
    }

    @PostConstruct
    void listen() {
        signals.on(Conversations.SIGNAL)
                .filter(key -> watched())
                .bufferTimeout(AT_A_TIME, GATHER)
                .concatMap(keys -> Flux.fromIterable(new LinkedHashSet<>(keys)).concatMap(this::summary))
                .subscribe(this::compare, e -> LOG.error("Stopped hearing changes of conversations", Redacted.of(e)));
        Flux.interval(SWEEP)
                .onBackpressureDrop()
                .filter(tick -> watched())
                .concatMap(tick -> careful(() -> queue.waiting(Set.of())))
                .flatMapIterable(waiting -> waiting)
                .subscribe(this::compare, e -> LOG.error("Stopped sweeping the queue for changes", Redacted.of(e)));
    }

    private boolean watched() {
        return changes.currentSubscriberCount() > 0;
    }

    private Mono<Summary> summary(String key) {
        return Caller.uuid(key)
                .map(id -> careful(() -> conversations.summary(id)))
                .orElseGet(Mono::empty);
    }

    /** One failed look must not end the looking: the next sweep sees what this one missed. */
    private static <T> Mono<T> careful(Supplier<Mono<T>> look) {
        return Mono.defer(look).onErrorResume(e -> {
            LOG.warn(
                    "Could not look for changes of conversations: {}",
                    e.getClass().getSimpleName());
            return Mono.empty();
        });
    }

    private synchronized void compare(Summary now) {
        Summary before = known.getIfPresent(now.id());
        Change change = new Change(before, now);
        if (change.standsDifferently() || change.firstNew() <= now.lastSeq()) {
            known.put(now.id(), now);
            changes.tryEmitNext(change);
        }
    }

    /** What changes from now on among what they see; ends when the server stops. */
    Flux<Change> seenBy(StaffMember member) {
        Flux<Change> held = Flux.interval(SWEEP)
                .onBackpressureDrop()
                .concatMap(tick -> careful(() -> queue.heldBy(member.staffName())))
                .flatMapIterable((List<Summary> all) -> all)
                .doOnNext(this::compare)
                .thenMany(Flux.empty());
        return changes.asFlux()
                .onBackpressureBuffer(SLOW_WATCHER_BUFFER)
                .filter(change -> change.concerns(member))
                .mergeWith(held.takeUntilOther(changes.asFlux().ignoreElements()));
    }

    /** Open streams would hold up a graceful stop. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        changes.tryEmitComplete();
    }
}
