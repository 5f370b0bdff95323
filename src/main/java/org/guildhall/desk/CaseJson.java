package org.guildhall.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.guildhall.conversation.Ask;
import org.guildhall.conversation.Drawer;
import org.guildhall.conversation.LaterReply;
import org.guildhall.conversation.StaffFile;
import org.guildhall.conversation.StaffName;
import org.guildhall.conversation.Summary;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/** The shapes of what staff put off, ask each other, join and send along; as for {@link DeskJson}, fields may be added. */
final class CaseJson {

    private CaseJson() {}

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A reply that is not said yet. {@code undoable} when it only waits to be taken back, else somebody chose {@code dueAt};
     * {@code held} is {@code citizen-wrote} or {@code closed} when it will not go by itself, else null.
     */
    record Later(
            UUID id,
            StaffName by,
            String kind,
            String text,
            List<String> choices,
            @Nullable String fileName,
            Instant dueAt,
            boolean undoable,
            @Nullable String held) {
        static Later of(LaterReply reply) {
            Content content = reply.content();
            LaterReply.Held held = reply.held();
            return new Later(
                    reply.id(),
                    reply.by(),
                    ShownText.kind(content),
                    content.text(),
                    content instanceof Content.Choices offer
                            ? offer.options().stream().map(Choice::title).toList()
                            : List.of(),
                    content instanceof Content.Media media ? media.fileName() : null,
                    reply.dueAt(),
                    !reply.planned(),
                    held == null ? null : word(held));
        }
    }

    /** What a colleague is asked and has not answered. */
    record Asked(
            UUID id,
            UUID conversation,
            @Nullable String reference,
            StaffName by,
            StaffName of,
            String text,
            Instant at) {
        static Asked of(Ask ask) {
            return new Asked(ask.id(), ask.conversation(), ask.reference(), ask.by(), ask.of(), ask.text(), ask.at());
        }
    }

    /** What somebody is asked, the oldest first. */
    record AllAsked(List<Asked> asked) {
        static AllAsked of(List<Ask> asks) {
            return new AllAsked(asks.stream().map(Asked::of).toList());
        }
    }

    /** Another conversation of the same person. */
    record Joined(
            UUID id,
            @Nullable String reference,
            String channel,
            String floor,
            @Nullable StaffName claimedBy) {
        static Joined of(Summary one) {
            return new Joined(one.id(), one.reference(), one.channel(), word(one.floor()), one.holder());
        }
    }

    /** Other conversations of the same person, the latest first. */
    record AllJoined(List<Joined> joined) {}

    /** What somebody has put off, the next first, and planned replies that wait for a decision of theirs. */
    record PutOff(List<DeskJson.Standing> snoozed, List<Held> held) {
        static PutOff of(List<Summary> snoozed, List<Drawer.HeldReply> held) {
            return new PutOff(
                    snoozed.stream().map(DeskJson.Standing::of).toList(),
                    held.stream().map(Held::of).toList());
        }
    }

    /** A planned reply that will not go by itself. */
    record Held(UUID conversation, @Nullable String reference, Instant dueAt, String held) {
        static Held of(Drawer.HeldReply reply) {
            return new Held(reply.conversation(), reply.reference(), reply.dueAt(), word(reply.why()));
        }
    }

    /** A file that can be sent; {@code type} is its media type by its bytes, {@code size} in bytes. */
    record File(UUID id, String name, String type, long size) {
        static File of(StaffFile file) {
            return new File(file.id(), file.fileName(), file.type().mediaType(), file.size());
        }
    }

    /** Questions and replies that should be articles: what nobody has done first, then the latest. */
    record AllDrafts(List<Draft> drafts) {
        static AllDrafts of(List<ArticleDraft> drafts) {
            return new AllDrafts(drafts.stream().map(Draft::of).toList());
        }
    }

    /** One of them; {@code doneAt} is null while nobody has made an article of it. */
    record Draft(
            UUID id,
            String team,
            String question,
            String reply,
            StaffName by,
            Instant at,
            @Nullable String doneBy,
            @Nullable Instant doneAt) {
        static Draft of(ArticleDraft draft) {
            return new Draft(
                    draft.id(),
                    draft.team(),
                    draft.question(),
                    draft.reply(),
                    draft.by(),
                    draft.at(),
                    draft.doneBy(),
                    draft.doneAt());
        }
    }
}
