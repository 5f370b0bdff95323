package org.guildhall.channel;

import java.util.List;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.Inbox;
import org.guildhall.message.Inbound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/**
 * What happens to a signed body, whether a messenger called us or we fetched it: read, clean, commit, or keep it as it
 * came. Once it emits, nothing can be lost any more.
 */
@Component
public final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final Inbox inbox;

    Intake(Inbox inbox) {
        this.inbox = inbox;
    }

    /** What became of a body, for counting. */
    public enum Outcome {
        /** At least one event in it was new. */
        ACCEPTED,
        /** Everything in it had been accepted before. */
        DUPLICATE,
        /** It carried nothing for us. */
        IGNORED,
        /** It could not be read, or not be stored, and is kept as a dead letter. */
        KEPT
    }

    /**
     * Takes a body whose signature has been checked. Once begun, the commit goes on even if whoever asked goes away.
     *
     * @return what became of it, after the commit; an error when the database could not take it, so that the messenger
     *     must be told to come again
     */
    public Mono<Outcome> take(Channel channel, Webhook webhook) {
        return Mono.fromFuture(() -> commit(channel, webhook).toFuture(), true)
                .doOnNext(outcome -> thank(channel, webhook));
    }

    private Mono<Outcome> commit(Channel channel, Webhook webhook) {
        List<Inbound> events;
        try {
            events = channel.read(webhook).stream().map(Cleaned::of).toList();
        } catch (UnreadableWebhook unreadable) {
            return keep(channel, webhook, String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException bug) {
            log.warn(
                    "A signed body of {} could not be read: {}",
                    channel.name(),
                    bug.getClass().getName());
            return keep(channel, webhook, "reading failed: " + bug.getClass().getSimpleName());
        }
        if (events.isEmpty()) {
            return Mono.just(Outcome.IGNORED);
        }
        return Mono.defer(() -> inbox.accept(events))
                .map(Intake::outcome)
                .onErrorResume(Intake::poisonous, trouble -> bury(channel, webhook, trouble));
    }

    private static Outcome outcome(List<Accepted> accepted) {
        return accepted.stream().allMatch(Accepted::duplicate) ? Outcome.DUPLICATE : Outcome.ACCEPTED;
    }

    /** Redelivery would fail the same way: this message, not the database, is the trouble. */
    private static boolean poisonous(Throwable trouble) {
        return trouble instanceof DataIntegrityViolationException
                || trouble instanceof RuntimeException
                        && !(trouble instanceof DataAccessException)
                        && !(trouble instanceof TransactionException);
    }

    private Mono<Outcome> bury(Channel channel, Webhook webhook, Throwable trouble) {
        // The exception's own message may quote what a citizen wrote.
        log.error(
                "A message of {} could not be stored: {}",
                channel.name(),
                trouble.getClass().getName());
        return keep(channel, webhook, "storing failed: " + trouble.getClass().getSimpleName());
    }

    private Mono<Outcome> keep(Channel channel, Webhook webhook, String reason) {
        return Mono.defer(() -> inbox.keep(channel.name(), channel.account(), webhook.body(), reason))
                .thenReturn(Outcome.KEPT);
    }

    private static void thank(Channel channel, Webhook webhook) {
        Mono.defer(() -> channel.courtesy(webhook))
                .subscribe(
                        ignored -> {},
                        trouble -> log.debug("A courtesy to {} failed: {}", channel.name(), trouble.getClass()));
    }
}
