package org.guildhall.desk;

import java.util.List;
import java.util.UUID;
import org.guildhall.conversation.DeadLetter;
import org.guildhall.conversation.DeadLetterOffice;
import org.guildhall.conversation.Deliveries;
import org.guildhall.conversation.Replay;
import org.guildhall.conversation.Undelivered;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What somebody who looks after trouble sees and does, the same for the console and for the API. For anybody else there
 * is nothing here, whichever way they came.
 */
@Component
final class Mending {

    /** Why a dead letter may be put aside; words of the API. Closed, so that nobody's words end up in the audit. */
    static final List<String> WHYS = List.of("dealt-with", "not-a-message", "too-late");

    private final DeadLetterOffice office;
    private final Deliveries deliveries;

    Mending(DeadLetterOffice office, Deliveries deliveries) {
        this.office = office;
        this.deliveries = deliveries;
    }

    /** The dead letters, and writes down who looked. */
    Mono<List<DeadLetter>> look(StaffMember me) {
        return me.mends() ? office.look(me.staffName(), me.teamsInSight()) : Mono.just(List.of());
    }

    /** How many dead letters wait for somebody. */
    Mono<Integer> waiting(StaffMember me) {
        return me.mends() ? office.waiting(me.teamsInSight()) : Mono.just(0);
    }

    /** Answers that did not arrive and that nobody else would notice. */
    Mono<List<Undelivered>> undelivered(StaffMember me) {
        return me.mends() ? deliveries.unnoticed(me.teamsInSight()) : Mono.just(List.of());
    }

    Mono<Replay> replay(StaffMember me, UUID letter) {
        return me.mends() ? office.replay(me.staffName(), me.teamsInSight(), letter) : Mono.just(new Replay.Missing());
    }

    /** Puts one aside; false when there is none that is still open. */
    Mono<Boolean> discard(StaffMember me, UUID letter, String why) {
        return me.mends() ? office.discard(me.staffName(), me.teamsInSight(), letter, why) : Mono.just(false);
    }
}
