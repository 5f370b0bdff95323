package org.guildhall.channel.webchat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.guildhall.channel.SourceLine;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Quoted;
import org.guildhall.conversation.Wait;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.platform.Markdown;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shapes a chat page reads; other programs rely on them, so fields may be added and none changed. */
@Component
record ChatEvents(Markdown markdown, PublicUrl publicUrl) {

    /**
     * One message.
     *
     * @param text Markdown from the assistant and where an article is quoted, plain words from people
     * @param html the same as safe HTML, or null for what people wrote, which is shown as it is
     */
    record Said(
            UUID id,
            int seq,
            String from,
            String text,
            @Nullable String html,
            @Nullable String name,
            @Nullable Source article,
            List<Choice> choices,
            Instant at) {}

    /**
     * Where an answer comes from.
     *
     * @param reviewBy when the article is to be checked again, or null
     * @param review the same as a sentence; empty without a date
     */
    record Source(
            String id,
            String title,
            String url,
            int version,
            @Nullable LocalDate reviewBy,
            String review) {}

    /**
     * How things stand.
     *
     * @param wait how long it usually still takes until a person writes, in minutes in which people are there; null when that
     *     cannot be said, or nobody is waited for
     * @param waiting the same in a sentence, with when people are back; null when nobody is waited for
     */
    record State(
            String floor,
            @Nullable String reference,
            @Nullable Integer place,
            @Nullable Wait wait,
            @Nullable String waiting) {

        /** Before the first message. */
        static final State NEW = new State(word(Floor.ASSISTANT), null, null, null, null);

        static State of(Conversations.Standing standing) {
            return new State(
                    word(standing.floor()),
                    standing.reference(),
                    standing.place(),
                    standing.wait(),
                    WaitLine.of(standing));
        }
    }

    /** Somebody is writing. */
    record Typing(String from) {}

    Said said(Message message) {
        return new Said(
                message.id(),
                message.seq(),
                word(message.sender()),
                message.text(),
                message.markdown() ? markdown.html(message.text()) : null,
                message.senderName(),
                source(message.article()),
                message.content() instanceof Content.Choices choices ? choices.options() : List.of(),
                message.at());
    }

    private @Nullable Source source(@Nullable Quoted quoted) {
        return quoted == null
                ? null
                : new Source(
                        quoted.article(),
                        quoted.title(),
                        publicUrl.at("/help/" + quoted.article()),
                        quoted.version(),
                        quoted.reviewBy(),
                        SourceLine.review(quoted.reviewBy()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
