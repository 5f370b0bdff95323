package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Summary;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a list of the console.
 *
 * @param priority in words
 * @param danger whether somebody may be in danger
 * @param language the citizen's in words, or null when English will do
 * @param waiting how long, in words; empty when it is not waiting
 * @param undelivered that something we said did not arrive, in words, or null
 * @param lastMessage what the citizen said last, made visible; to be escaped
 * @param topic what the assistant thought it could be about, and how sure it was; empty when nobody knows
 */
record QueueRow(
        UUID id,
        String reference,
        String team,
        String priority,
        boolean danger,
        String channel,
        @Nullable String language,
        String waiting,
        @Nullable String undelivered,
        String lastMessage,
        String topic) {

    /** More would not be read. */
    private static final int MOST_TOPICS = 3;

    /** Whatever is less likely says nothing, and takes time to read. */
    private static final double LEAST_SURE = 0.05;

    /** One of which nobody knows what it is about. */
    static QueueRow of(Summary one) {
        return of(one, List.of());
    }

    /**
     * One of a list.
     *
     * @param about the articles that the assistant tried, the surest first
     */
    static QueueRow of(Summary one, List<Decision.Tried> about) {
        return new QueueRow(
                one.id(),
                one.reference() == null ? WORDS.say("reference.none") : one.reference(),
                one.team() == null ? WORDS.say("team.none") : Spoken.name(one.team()),
                Spoken.word("priority", one.priority()),
                one.priority() == Priority.DANGER,
                Spoken.messenger(one.channel()),
                Languages.foreign(one.language()).map(Languages::name).orElse(null),
                one.floor() == Floor.QUEUE ? Spoken.span(Duration.ofSeconds(one.waitingSeconds())) : "",
                one.undelivered() == null ? null : Spoken.word("delivery", one.undelivered()),
                one.lastMessage().isBlank() ? WORDS.say("message.wordless") : ShownText.visible(one.lastMessage()),
                about.stream()
                        .filter(tried -> tried.confidence() >= LEAST_SURE)
                        .limit(MOST_TOPICS)
                        .map(QueueRow::sure)
                        .collect(Collectors.joining(", ")));
    }

    private static String sure(Decision.Tried tried) {
        return WORDS.say(
                "topic.sure",
                Map.of(
                        "title",
                        ShownText.visible(tried.title()),
                        "confidence",
                        Math.round(tried.confidence() * 100) + "%"));
    }
}
