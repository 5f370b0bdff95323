package org.guildhall.channel.x;

import reactor.core.publisher.Mono;

/** What may be spent in a month. */
interface Spending {

    /** Spending without a limit, which nobody counts. */
    Spending UNLIMITED = new Spending() {
        @Override
        public Mono<Claim> claim() {
            return Mono.just(Claim.COUNTED);
        }

        @Override
        public Mono<Void> giveBack() {
            return Mono.empty();
        }
    };

    /** Whether a message may go out. */
    enum Claim {
        /** It may, and counts from now on. */
        COUNTED,
        /** Not in this month any more. */
        SPENT,
        /** Nobody could count it for a moment. */
        UNKNOWN
    }

    /**
     * Counts a message that is about to go out, if it may.
     *
     * @return never an error signal
     */
    Mono<Claim> claim();

    /** The message did not go out after all. If that cannot be written down, it counts. */
    Mono<Void> giveBack();
}
