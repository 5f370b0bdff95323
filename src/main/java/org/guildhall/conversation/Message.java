package org.guildhall.conversation;

import java.time.Instant;
import java.util.UUID;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation, as it was committed.
 *
 * @param seq its place, gap-free within the conversation and growing along one address, from 1
 * @param senderName the member of staff's name, null for everybody else
 * @param content what was said
 * @param choice the id of the choice the citizen picked, by a tap or in words; null when they wrote freely
 * @param article the article version quoted, or null
 * @param edited whether the citizen has changed or taken back what it said
 * @param delivery how the reply's delivery stands, null for what the citizen said
 */
public record Message(
        UUID id,
        UUID conversation,
        int seq,
        Sender sender,
        @Nullable String senderName,
        Content content,
        @Nullable String choice,
        @Nullable Quoted article,
        @Nullable DeliveryState delivery,
        Instant at,
        boolean edited) {

    /** A message that says what it always said. */
    public Message(
            UUID id,
            UUID conversation,
            int seq,
            Sender sender,
            @Nullable String senderName,
            Content content,
            @Nullable String choice,
            @Nullable Quoted article,
            @Nullable DeliveryState delivery,
            Instant at) {
        this(id, conversation, seq, sender, senderName, content, choice, article, delivery, at, false);
    }

    /**
     * Whether its words are Markdown: the assistant's, and those of an article that staff sent as it stands. What else people
     * write is plain.
     */
    public boolean markdown() {
        return switch (sender) {
            case ASSISTANT, SYSTEM -> true;
            case STAFF -> article != null;
            case CITIZEN -> false;
        };
    }

    /** The words, for people; empty when it has none. */
    public String text() {
        return content.text();
    }
}
