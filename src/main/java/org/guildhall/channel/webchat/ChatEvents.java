package org.guildhall.channel.webchat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.guildhall.channel.Invitations;
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
record ChatEvents(Markdown markdown, PublicUrl publicUrl, Invitations invitations) {

    /**
     * One message.
     *
     * @param text Markdown from the assistant and where an article is quoted, plain words from people
     * @param html the same as safe HTML, or null for what people wrote, which is shown as it is
     * @param file what came or comes with it, or null
     * @param place where it says that something is, or null
     * @param asksForPlace whether it asks where something is, so that a button may stand there
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
            @Nullable File file,
            @Nullable Place place,
            boolean asksForPlace) {}

    /**
     * A file.
     *
     * @param kind {@code photo}, {@code voice}, {@code video} and so on
     * @param name what its sender calls it, or null; untrusted
     * @param url where anybody may fetch it that we send; null for what citizens sent
     * @param type its media type by its bytes, or null
     * @param size in bytes, or null
     */
    record File(
            String kind,
            @Nullable String name,
            @Nullable String url,
            @Nullable String type,
            @Nullable Long size) {}

    /**
     * A place; degrees in WGS 84.
     *
     * @param map a page with a map of it
     */
    record Place(double latitude, double longitude, String map) {}

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
     * @param read up to which message staff have opened the conversation, or null when nobody has
     * @param continueOn messengers to which it can be taken along
     * @param usually how long it usually still takes from now until a person writes, in minutes; null when that cannot be said,
     *     also because nobody is there for so long, or nobody is waited for
     * @param waiting whatever can be said of it in a sentence, with when people are back; null when nobody is waited for
     */
    record State(
            String floor,
            @Nullable String reference,
            @Nullable Integer place,
            @Nullable Integer read,
            List<String> continueOn,
            @JsonProperty("wait") @Nullable Wait usually,
            @Nullable String waiting) {

        /** Before the first message. */
        static final State NEW = new State(word(Floor.ASSISTANT), null, null, null, List.of(), null, null);
    }

    /** Somebody is writing. */
    record Typing(String from) {}

    /** How a conversation stands; null before the first message. */
    State state(Conversations.@Nullable Standing standing) {
        return standing == null
                ? State.NEW
                : new State(
                        word(standing.floor()),
                        standing.reference(),
                        standing.place(),
                        standing.seenSeq() == 0 ? null : standing.seenSeq(),
                        standing.floor() == Floor.CLOSED ? List.of() : invitations.open(),
                        standing.throughout() ? standing.usually() : null,
                        WaitLine.of(standing));
    }

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
                message.content() instanceof Content.Media media ? file(media) : null,
                message.content() instanceof Content.Location place
                        ? new Place(place.latitude(), place.longitude(), place.map())
                        : null,
                message.content() instanceof Content.PlaceWanted);
    }

    private static File file(Content.Media media) {
        return new File(
                word(media.kind()), media.fileName(), media.link().orElse(null), media.mediaType(), media.size());
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
