package org.guildhall.channel;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.Inbox;
import org.guildhall.conversation.RawCall;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Rush;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What happens to a signed body, whether a messenger called us or we fetched it: read, clean, commit, or keep it as it
 * came. Once it emits, nothing can be lost any more.
 */
@Component
public final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    /** Classes of SQLSTATE: data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> REFUSED_AS_DATA = Set.of("22", "23", "54");

    private final Inbox inbox;
    private final SignsOfLife signs;
    private final Rush rush;

    Intake(Inbox inbox, SignsOfLife signs, Rush rush) {
        this.inbox = inbox;
        this.signs = signs;
        this.rush = rush;
    }

    /** What became of a body, for counting. */
    public enum Outcome {
        /** At least one event in it was new. */
        ACCEPTED,
        /** Everything in it had been accepted before. */
        DUPLICATE,
        /** It carried nothing for us. */
        IGNORED,
        /** Not all of it could be read and stored, so it is kept as a dead letter besides. */
        KEPT
    }

    /**
     * Takes a body whose signature has been checked. Once begun, the commit goes on even if whoever asked goes away.
     *
     * @return what became of it, after the commit; an error when the database could not take it, so that the messenger
     *     must be told to come again
     */
    public Mono<Outcome> take(Channel channel, Webhook webhook) {
        return Mono.fromFuture(() -> commit(channel, webhook).toFuture(), true).doOnNext(outcome -> {
            // A copy, or nothing for us, gets no answer, and nobody should be led to wait for one.
            if (outcome == Outcome.ACCEPTED || outcome == Outcome.KEPT) {
                thank(channel, webhook);
            }
        });
    }

    private Mono<Outcome> commit(Channel channel, Webhook webhook) {
        Read read = read(channel, webhook);
        return accept(channel, read.events())
                .flatMap(taken -> {
                    String trouble = read.trouble() == null ? taken.trouble() : read.trouble();
                    return trouble == null ? Mono.just(taken.outcome()) : keep(channel, webhook, trouble);
                })
                .doOnNext(outcome -> heard(channel, webhook, read.events()));
    }

    /** What names none of our accounts counts for the first. */
    private void heard(Channel channel, Webhook webhook, List<Inbound> events) {
        if (webhook.method().equals(HttpMethod.GET)) {
            return;
        }
        List<String> ours = channel.accounts();
        Set<String> named = events.stream()
                .map(event -> event.from().account())
                .filter(ours::contains)
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            signs.heard(channel, channel.account());
        } else {
            named.forEach(account -> signs.heard(channel, account));
        }
    }

    /** What is in it. What of it cannot be read does not keep the rest from being dealt with. */
    Read read(Channel channel, Webhook webhook) {
        List<Inbound> events;
        try {
            events = channel.read(webhook).stream()
                    .map(Cleaned::of)
                    .map(Brought::of)
                    .toList();
        } catch (UnreadableWebhook unreadable) {
            return new Read(List.of(), String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException | StackOverflowError bug) {
            log.warn(
                    "A signed body of {} could not be read: {}",
                    channel.name(),
                    bug.getClass().getName());
            return new Read(List.of(), "reading failed: " + bug.getClass().getSimpleName());
        }
        // Kept with the body and not as events, so that their ids stay free for the day they can be read.
        String unreadable = events.stream()
                .filter(Inbound.Unreadable.class::isInstance)
                .map(event -> ((Inbound.Unreadable) event).reason())
                .findFirst()
                .orElse(null);
        return new Read(
                events.stream()
                        .filter(event -> !(event instanceof Inbound.Unreadable))
                        .toList(),
                unreadable);
    }

    /** Commits all of them but what no database can hold. */
    Mono<Taken> accept(Channel channel, List<Inbound> events) {
        if (events.isEmpty()) {
            return Mono.just(new Taken(Outcome.IGNORED, null));
        }
        return Mono.defer(() -> inbox.accept(events))
                .doOnNext(accepted -> chosen(channel, events, accepted))
                .map(Intake::taken)
                .onErrorResume(
                        Intake::poisonous,
                        trouble -> events.size() == 1
                                ? Mono.just(refused(channel, trouble))
                                : Flux.fromIterable(events)
                                        .concatMap(event -> accept(channel, List.of(event)))
                                        .reduce(Taken::and));
    }

    private static Taken taken(List<Accepted> accepted) {
        boolean known = accepted.stream().allMatch(Accepted::duplicate);
        return new Taken(known ? Outcome.DUPLICATE : Outcome.ACCEPTED, null);
    }

    private static Taken refused(Channel channel, Throwable trouble) {
        // The exception's own message may quote what a citizen wrote.
        log.error(
                "A message of {} could not be stored: {}",
                channel.name(),
                trouble.getClass().getName());
        return new Taken(Outcome.KEPT, "storing failed: " + trouble.getClass().getSimpleName());
    }

    /** Redelivery would fail the same way: this message, not the database, is the trouble. */
    private static boolean poisonous(Throwable trouble) {
        if (trouble instanceof DataAccessException || trouble instanceof TransactionException) {
            return trouble instanceof DataIntegrityViolationException || refusedAsData(trouble);
        }
        return trouble instanceof RuntimeException;
    }

    /**
     * Whether PostgreSQL can never take this: data exceptions, constraints and limits, such as a key too long for its
     * index (https://www.postgresql.org/docs/18/errcodes-appendix.html).
     */
    private static boolean refusedAsData(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal
                    && refusal.getSQLState() != null
                    && REFUSED_AS_DATA.contains(refusal.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }

    private Mono<Outcome> keep(Channel channel, Webhook webhook, String reason) {
        String type = webhook.headers().getFirst(HttpHeaders.CONTENT_TYPE);
        RawCall call = new RawCall(
                channel.name(), channel.account(), webhook.method().name(), webhook.path(), type, webhook.body());
        return Mono.defer(() -> inbox.keep(call, reason)).thenReturn(Outcome.KEPT);
    }

    private void thank(Channel channel, Webhook webhook) {
        politely(channel, () -> rush.on() ? channel.courtesyInARush(webhook) : channel.courtesy(webhook));
    }

    /** Who chose in words does not need any more what they could have tapped. */
    private void chosen(Channel channel, List<Inbound> events, List<Accepted> accepted) {
        for (int i = 0; i < Math.min(events.size(), accepted.size()); i++) {
            UUID conversation = accepted.get(i).conversation();
            Integer seq = accepted.get(i).seq();
            if (accepted.get(i).chosen() && conversation != null && seq != null) {
                Address citizen = events.get(i).from();
                Mono<String> offered = inbox.offered(conversation, seq);
                politely(channel, () -> channel.chosen(citizen, offered));
            }
        }
    }

    private static void politely(Channel channel, Supplier<Mono<Void>> courtesy) {
        Mono.defer(courtesy)
                .subscribe(
                        ignored -> {},
                        trouble -> log.debug("A courtesy to {} failed: {}", channel.name(), trouble.getClass()));
    }

    /**
     * What a body holds.
     *
     * @param trouble why not all of it could be read, or null
     */
    record Read(List<Inbound> events, @Nullable String trouble) {}

    /**
     * What became of what was read.
     *
     * @param trouble why not all of it could be stored, or null
     */
    record Taken(Outcome outcome, @Nullable String trouble) {

        /** The more telling of two outcomes, and the first trouble. */
        Taken and(Taken other) {
            boolean accepted = outcome == Outcome.ACCEPTED || other.outcome == Outcome.ACCEPTED;
            return new Taken(accepted ? Outcome.ACCEPTED : other.outcome, trouble == null ? other.trouble : trouble);
        }
    }
}
