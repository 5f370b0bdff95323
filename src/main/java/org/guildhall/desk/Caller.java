package org.guildhall.desk;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Who is calling, and reading what they ask about. */
final class Caller {

    // UUID.fromString also takes "1-1-1-1-1", which would be a second name for the same conversation.
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Caller() {}

    /** The member of staff of the request; an error when security let somebody else through. */
    static Mono<StaffMember> of(ServerRequest request) {
        return request.principal()
                .ofType(SignedIn.class)
                .map(SignedIn::getPrincipal)
                .switchIfEmpty(
                        Mono.error(() -> new IllegalStateException("This route is not behind the desk's security")));
    }

    static Optional<UUID> uuid(String text) {
        return UUID_SHAPE.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
