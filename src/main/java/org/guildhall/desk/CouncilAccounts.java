package org.guildhall.desk;

import java.util.Optional;
import reactor.core.publisher.Mono;

/** Signing in with the council's own accounts, as far as the sign-in page needs to know of it. */
interface CouncilAccounts {

    /** What staff call them; empty when one cannot sign in with them here. */
    Optional<String> name();

    /**
     * Where somebody signs out of their council account as well.
     *
     * @param wanted whether somebody asks
     */
    Mono<Optional<String>> elsewhere(boolean wanted);
}
