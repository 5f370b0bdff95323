package org.guildhall.desk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.conversation.Block;
import org.guildhall.conversation.Blocks;
import org.guildhall.privacy.Audit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who may block whom, the same for the console and for the API. Whoever answers citizens may ask for a block in a conversation
 * that they see; supervisors and administrators decide, and theirs is in force at once. For anybody else there is nothing here.
 */
@Component
final class Blocking {

    /** Why somebody may be blocked; words of the API. */
    static final List<String> REASONS = List.of("threats", "abuse", "spam", "other");

    /** For how many days. Nobody is shut out for longer without somebody asking anew. */
    static final List<Integer> DAYS = List.of(1, 3, 7, 14, 28);

    /** What may be written about it, in characters. */
    static final int LONGEST_NOTE = 1_000;

    private final Blocks blocks;
    private final Audit audit;

    Blocking(Blocks blocks, Audit audit) {
        this.blocks = blocks;
        this.audit = audit;
    }

    /** The one asked for or in force against the person of a conversation that whoever asks sees already. */
    Mono<Optional<Block>> against(UUID conversation) {
        return blocks.of(conversation).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    /** Asks for one, or puts it in force. */
    Mono<Blocks.Asked> ask(StaffMember me, UUID conversation, Blocks.Wanted wanted) {
        return blocks.ask(conversation, me.actor(), wanted, me.decidesBlocks());
    }

    /** All of them, and writes down who looked. */
    Mono<List<Block>> look(StaffMember me) {
        return me.decidesBlocks()
                ? blocks.all().delayUntil(all -> audit.record(me.username(), "blocks.view", "all"))
                : Mono.just(List.of());
    }

    /** How many wait for somebody who decides. */
    Mono<Integer> waiting(StaffMember me) {
        return me.decidesBlocks() ? blocks.due() : Mono.just(0);
    }

    /** What can be done to one that is there. */
    enum Step {
        /** Agrees to it. */
        CONFIRM,
        /** Decides against it. */
        REFUSE,
        /** Keeps it after looking at it again. */
        KEEP,
        /** Ends it before its time. */
        LIFT
    }

    /**
     * Does it.
     *
     * @param days for how long, when it is to be confirmed
     * @return how it stands then; empty when there is none to which this can be done, or it is not theirs to do
     */
    Mono<Block> take(StaffMember me, UUID block, Step step, int days) {
        if (!me.decidesBlocks()) {
            return Mono.empty();
        }
        return switch (step) {
            case CONFIRM -> blocks.confirm(block, me.staffName(), days);
            case REFUSE -> blocks.refuse(block, me.staffName());
            case KEEP -> blocks.keep(block, me.staffName());
            case LIFT -> blocks.lift(block, me.staffName());
        };
    }
}
