package org.guildhall.channel.webchat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.channel.SourceLine;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Quoted;
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
     * @param file what came along, or null
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
            Instant at,
            @Nullable File file) {}

    /**
     * A file that staff sent.
     *
     * @param url from where anybody may fetch it who knows it
     * @param type its media type by its bytes
     * @param size in bytes
     */
    record File(
            String name,
            String url,
            @Nullable String type,
            @Nullable Long size) {}

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

    /** How things stand. */
    record State(
            String floor,
            @Nullable String reference,
            @Nullable Integer place) {

        /** Before the first message. */
        static final State NEW = new State(word(Floor.ASSISTANT), null, null);

        static State of(Conversations.Standing standing) {
            return new State(word(standing.floor()), standing.reference(), standing.place());
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
                message.at(),
                file(message.content()));
    }

    private static @Nullable File file(Content content) {
        return content instanceof Content.Media media
                ? media.link()
                        .map(url -> new File(
                                Objects.requireNonNullElse(media.fileName(), url), url, media.mediaType(), media.size()))
                        .orElse(null)
                : null;
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
