package org.guildhall.desk;

import java.time.Instant;
import java.util.UUID;
import org.guildhall.conversation.Casework;
import org.guildhall.conversation.Claim;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Drawer;
import org.guildhall.conversation.LaterReply;
import org.guildhall.conversation.StaffFiles;
import org.guildhall.platform.PublicUrl;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How replies of staff go out, the same for the console and for the API: at once, in some seconds so that they can be taken
 * back, or at a time that was chosen. A conversation that is not theirs to answer is answered like one that does not exist.
 */
@Component
final class Replying {

    private final Desk desk;
    private final Casework casework;
    private final Drawer drawer;
    private final StaffFiles files;
    private final ReplyProperties properties;
    private final PublicUrl publicUrl;

    Replying(
            Desk desk,
            Casework casework,
            Drawer drawer,
            StaffFiles files,
            ReplyProperties properties,
            PublicUrl publicUrl) {
        this.desk = desk;
        this.casework = casework;
        this.drawer = drawer;
        this.files = files;
        this.properties = properties;
        this.publicUrl = publicUrl;
    }

    /** What became of a reply. */
    sealed interface Sent {
        /** It is said. */
        record Said(int seq) implements Sent {}

        /** It is said later, unless somebody takes it back. */
        record Later(LaterReply reply) implements Sent {}

        /** Something in it has to be put right first; {@code key} is a sentence of the desk's. */
        record Unfit(String field, String key) implements Sent {}

        /** Something came that its writer has not seen; {@code last} is the newest message's place. */
        record Unseen(int last) implements Sent {}

        /** The conversation is not theirs to answer. */
        record Refused(Claim claim) implements Sent {}
    }

    /**
     * Sends it.
     *
     * @param page the conversation for which the file was kept that goes along
     */
    Mono<Sent> send(StaffMember me, UUID conversation, UUID page, Answer answer) {
        UUID file = answer.file();
        Mono<Decision.Reply> reply = file == null
                ? Mono.fromSupplier(() -> answer.reply(null, publicUrl))
                : files.one(page, file).map(along -> answer.reply(along, publicUrl));
        return desk.acting(me, conversation)
                .flatMap(seen -> reply.flatMap(said -> send(me, conversation, said, answer))
                        .defaultIfEmpty(new Sent.Unfit("file", "file.gone")))
                .defaultIfEmpty(new Sent.Refused(new Claim.Missing()));
    }

    private Mono<Sent> send(StaffMember me, UUID conversation, Decision.Reply reply, Answer answer) {
        Instant at = answer.at();
        if (at != null) {
            return drawer.plan(conversation, me.actor(), reply, answer.seen(), at)
                    .map(Replying::put);
        }
        if (answer.undoable() && !properties.undo().isZero()) {
            return drawer.keep(conversation, me.actor(), reply, answer.seen(), properties.undo())
                    .map(Replying::put)
                    // Until it goes out they see that somebody is writing.
                    .delayUntil(put -> desk.typing(me, conversation));
        }
        return casework.reply(conversation, me.actor(), reply, answer.seen()).map(Replying::said);
    }

    private static Sent put(Drawer.Put put) {
        return switch (put) {
            case Drawer.Put.In(LaterReply reply) -> new Sent.Later(reply);
            case Drawer.Put.TooLate late -> new Sent.Unfit("at", "time.past");
            case Drawer.Put.Unseen(int last) -> new Sent.Unseen(last);
            case Drawer.Put.Refused(Claim claim) -> new Sent.Refused(claim);
        };
    }

    private static Sent said(Casework.Said said) {
        Integer seq = said.seq();
        Integer unseen = said.unseen();
        if (unseen != null) {
            return new Sent.Unseen(unseen);
        }
        return seq == null ? new Sent.Refused(said.claim()) : new Sent.Said(seq);
    }

    /** Takes one back that is not said yet; empty when it is not there any more, or not theirs. */
    Mono<LaterReply> takeBack(StaffMember me, UUID conversation, UUID id) {
        return drawer.takeOut(conversation, me.actor(), id);
    }

    /** Says one now that waits for its time, or that is held. */
    Mono<Sent> sendNow(StaffMember me, UUID conversation, UUID id) {
        return drawer.sendNow(conversation, me.actor(), id).map(Replying::said);
    }
}
