package org.guildhall.conversation;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Sentences;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What staff do from a messenger, each in the transaction that takes it in, and with it what they are told about it. Somebody
 * whom nobody knows at the desk learns nothing but how that is changed.
 */
@Component
final class StaffDeeds {

    private static final Sentences WORDS = Sentences.in("messages/staff-room");

    private final Colleagues colleagues;
    private final Rows rows;
    private final Casework casework;
    private final PublicUrl publicUrl;

    StaffDeeds(Colleagues colleagues, Rows rows, Casework casework, PublicUrl publicUrl) {
        this.colleagues = colleagues;
        this.rows = rows;
        this.casework = casework;
        this.publicUrl = publicUrl;
    }

    /** Takes a conversation that was announced; it, when it is theirs now. */
    Optional<UUID> claim(JdbcClient sql, Inbound.ClaimWanted wanted) {
        Address from = wanted.from();
        Optional<Colleagues.Colleague> known = colleagues.behind(sql, from);
        if (known.isEmpty()) {
            StaffWords.say(sql, from, WORDS.say("stranger", Map.of("page", publicUrl.at("/desk/messengers"))));
            return Optional.empty();
        }
        Colleagues.Colleague me = known.get();
        Address there = new Address(from.channel(), from.account(), from.person(), me.replyTo());
        Optional<Row> seen = uuid(wanted.conversation())
                .flatMap(id -> rows.lock(sql, id))
                // What was never handed over was never announced.
                .filter(row -> row.reference() != null && me.sees(row.team(), row.holder()));
        if (seen.isEmpty()) {
            StaffWords.say(sql, there, WORDS.say("claim.missing"));
            return Optional.empty();
        }
        Row row = seen.get();
        Claim claim = casework.claim(sql, row, me.name());
        StaffWords.say(sql, there, ended(claim, row));
        return claim instanceof Claim.Yours ? Optional.of(row.id()) : Optional.empty();
    }

    private String ended(Claim claim, Row row) {
        String reference = String.valueOf(row.reference());
        String desk = publicUrl.at("/desk/conversations/" + row.id());
        return switch (claim) {
            case Claim.Yours _ -> WORDS.say("claim.yours", Map.of("reference", reference, "desk", desk));
            case Claim.HeldBy(StaffName holder) ->
                WORDS.say("claim.held", Map.of("reference", reference, "name", holder.name()));
            case Claim.Over _ -> WORDS.say("claim.over", Map.of("reference", reference));
            case Claim.Missing _ -> WORDS.say("claim.missing");
        };
    }

    private static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException nobodys) {
            return Optional.empty();
        }
    }

    /** Links whoever gives a code to whom it was shown. */
    void link(JdbcClient sql, Inbound.CodeGiven given) {
        String words = LinkCode.in(given.code())
                .flatMap(code -> colleagues.link(sql, given.from(), code))
                .map(name -> WORDS.say("linked", Map.of("name", name.name())))
                .orElseGet(() -> WORDS.say("code.wrong", Map.of("page", publicUrl.at("/desk/messengers"))));
        StaffWords.say(sql, given.from(), words);
    }

    /** Notes how a room is reached. */
    void heard(JdbcClient sql, Inbound.RoomHeard room) {
        Address from = room.from();
        StaffRooms.open(sql, new StaffRooms.Room(from.channel(), from.account(), from.person()), from.replyTo());
    }
}
