package org.guildhall.desk;

import java.util.UUID;
import java.util.function.Predicate;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Typing;
import org.guildhall.platform.Redacted;
import org.guildhall.platform.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which citizens are typing just now, where their messenger tells it; for whoever may see the conversation. */
@Component
final class CitizenTyping {

    private static final Logger LOG = LoggerFactory.getLogger(CitizenTyping.class);

    private final Signals signals;
    private final Conversations conversations;

    CitizenTyping(Signals signals, Conversations conversations) {
        this.signals = signals;
        this.conversations = conversations;
    }

    /**
     * In which conversations, from now on; ends when the server stops.
     *
     * @param wanted which of them are asked about
     */
    Flux<UUID> seenBy(StaffMember member, Predicate<UUID> wanted) {
        return signals.on(Typing.CITIZEN)
                .flatMapIterable(key -> Caller.uuid(key).stream().toList())
                .filter(wanted)
                .concatMap(id -> conversations
                        .summary(id)
                        .filter(member::sees)
                        .map(Summary::id)
                        .onErrorResume(e -> {
                            LOG.warn("Could not look who is typing: {}", Redacted.kind(e));
                            return Mono.empty();
                        }));
    }
}
