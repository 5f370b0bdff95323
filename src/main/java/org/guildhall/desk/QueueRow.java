package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.util.UUID;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Summary;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a list of the console.
 *
 * @param priority in words
 * @param danger whether somebody may be in danger
 * @param waiting how long, in words; empty when it is not waiting
 * @param undelivered that something we said did not arrive, in words, or null
 * @param lastMessage what the citizen said last, made visible; to be escaped
 */
record QueueRow(
        UUID id,
        String reference,
        String team,
        String priority,
        boolean danger,
        String channel,
        String waiting,
        @Nullable String undelivered,
        String lastMessage) {

    static QueueRow of(Summary one) {
        return new QueueRow(
                one.id(),
                one.reference() == null ? WORDS.say("reference.none") : one.reference(),
                one.team() == null ? WORDS.say("team.none") : Spoken.name(one.team()),
                Spoken.word("priority", one.priority()),
                one.priority() == Priority.DANGER,
                Spoken.messenger(one.channel()),
                one.floor() == Floor.QUEUE ? Spoken.span(Duration.ofSeconds(one.waitingSeconds())) : "",
                one.undelivered() == null ? null : Spoken.word("delivery", one.undelivered()),
                one.lastMessage().isBlank() ? WORDS.say("message.wordless") : ShownText.visible(one.lastMessage()));
    }
}
