package org.guildhall.channel.webchat;

import java.time.Duration;
import java.util.Optional;
import org.guildhall.platform.Allowance;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.springframework.stereotype.Component;

/** How much one visitor, or one address, may ask of this node. No person comes near; a program that runs wild does. */
@Component
final class Limits {

    private final Allowance messages;
    private final Allowance files;
    private final Allowance sessions;
    private final Sentences words = Sentences.in("messages/webchat");

    Limits(WebchatProperties properties) {
        this.messages = new Allowance(properties.messagesPerMinute(), Duration.ofMinutes(1));
        this.files = new Allowance(properties.filesPerHour(), Duration.ofHours(1));
        this.sessions = new Allowance(properties.sessionsPerMinute(), Duration.ofMinutes(1));
    }

    /**
     * Counts a message, or another small thing, of a visitor.
     *
     * @throws Problem 429 when it is one too many
     */
    void message(String person) {
        count(messages, person);
    }

    /** The same for a file. */
    void file(String person) {
        count(files, person);
    }

    /** The same for somebody who begins from an address; an unknown one is not counted. */
    void session(Optional<String> network) {
        network.ifPresent(known -> count(sessions, known));
    }

    private void count(Allowance allowance, String whose) {
        allowance.takeFor(whose).ifPresent(wait -> {
            throw Allowance.usedUp(wait, words.say("too-many"));
        });
    }
}
