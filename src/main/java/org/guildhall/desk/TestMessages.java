package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.regex.Pattern;
import org.guildhall.conversation.Messengers;
import org.guildhall.message.Delivery;
import org.guildhall.platform.Problem;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A line by which somebody who sets up a messenger sees whether sending works, the same for the console and for the API. */
@Component
final class TestMessages {

    /** The field that says who gets it. */
    static final String FIELD = "address";

    /** No messenger's id of a person has spaces or control characters in it, or is longer. */
    private static final Pattern ADDRESS = Pattern.compile("[\\p{Graph}&&[^<>\"]]{1,200}");

    private final Messengers messengers;
    private final Audit audit;

    TestMessages(Messengers messengers, Audit audit) {
        this.messengers = messengers;
        this.audit = audit;
    }

    /**
     * Sends one; for administrators, for whom the addresses that lead here are.
     *
     * @param name the messenger's
     * @param typed its own id of whom to write to, as it was typed
     * @return how it ended; a {@link Problem} that names what is wrong when nothing can be sent
     */
    Mono<Delivery> send(StaffMember me, String name, @Nullable String typed) {
        return Mono.defer(() -> {
            String address = address(typed);
            requireTestable(name);
            // Whom it went to is somebody's number and stays out of the audit.
            return audit.record(me.username(), "channel.test", name).then(messengers.test(name, address));
        });
    }

    private static String address(@Nullable String typed) {
        String address = typed == null ? "" : typed.strip();
        if (!ADDRESS.matcher(address).matches()) {
            throw new Problem(HttpStatus.BAD_REQUEST, FIELD + ": " + WORDS.say("channel.address")).naming(FIELD);
        }
        return address;
    }

    private void requireTestable(String name) {
        Messengers.Messenger messenger = messengers.all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, WORDS.say("channel.missing")));
        if (!messenger.testable()) {
            throw new Problem(HttpStatus.CONFLICT, WORDS.say("channel.untestable"));
        }
    }
}
