package org.guildhall.conversation;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.guildhall.conversation.Decision.Tried;
import org.jspecify.annotations.Nullable;

/**
 * What the assistant decided at one message of a citizen, as it was recorded then.
 *
 * @param said what it was about: the message, after those that were taken as earlier pieces of the same question
 * @param outcome as in {@link Decision#outcome}
 * @param article the id of the article quoted, or null
 * @param version which version of it, or null
 * @param confidence 0 to 1, or null when nothing was looked up
 * @param tried what was considered, best first
 */
public record Decided(
        List<Message> said,
        String outcome,
        @Nullable String article,
        @Nullable Integer version,
        @Nullable Double confidence,
        List<Tried> tried,
        Instant at) {

    /** Keeps copies. */
    public Decided {
        said = List.copyOf(said);
        tried = List.copyOf(tried);
    }

    /** What was looked up: the pieces' words, each on a line of its own. */
    public String words() {
        return said.stream()
                .map(message -> message.text().strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
