package org.guildhall.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Somebody writes again within three days after staff closed their conversation. What belongs to it opens it again, for the
 * person who had it if they are there, else for the team; a yes to "Did we solve this?" is kept and leaves it closed.
 */
@Component
final class ComingBack {

    /** What somebody said first tells best what it was about. */
    private static final int FIRST_WORDS = 50;

    private final Closings closings;
    private final Rows rows;
    private final Messages messages;
    private final Attendance attendance;
    private final Dialogue dialogue;
    private final Audit audit;

    ComingBack(Closings closings, Rows rows, Messages messages, Attendance attendance, Dialogue dialogue, Audit audit) {
        this.closings = closings;
        this.rows = rows;
        this.messages = messages;
        this.attendance = attendance;
        this.dialogue = dialogue;
        this.audit = audit;
    }

    /**
     * Where a message belongs, which is counted there already.
     *
     * @param meant the choice that it stands for; null when that is still to be seen
     */
    record Begun(Row row, @Nullable String meant) {}

    /** The conversation that ended last, if the message belongs to it; under the address's lock and with none open. */
    Optional<Begun> begin(JdbcClient sql, UUID address, Inbound.Said said, boolean urgent) {
        Closings.Closed last = closings.lockLastClosed(sql, address).orElse(null);
        if (last == null) {
            return Optional.empty();
        }
        Row closed = last.row();
        boolean unheard = closings.hasUnheard(sql, closed.id());
        Dialogue.Return meaning = last.mayReturn() ? meaning(sql, said, closed) : Dialogue.Return.NEW_QUESTION;
        if (last.mayReturn() && unheard && meaning == Dialogue.Return.NEW_QUESTION) {
            // It was closed over words that nobody had read: whatever comes next belongs to them.
            meaning = Dialogue.Return.FOLLOW_UP;
        }
        boolean goesOn = meaning == Dialogue.Return.NOT_SOLVED || meaning == Dialogue.Return.FOLLOW_UP;
        if (goesOn && Barred.is(sql, address)) {
            // Whom nobody answers gets nothing back; what they write begins anew, and is dealt with as that.
            meaning = Dialogue.Return.NEW_QUESTION;
        }
        return switch (meaning) {
            case SOLVED -> {
                closings.answer(sql, closed.id(), true);
                yield Optional.of(new Begun(closings.arrive(sql, closed.id(), urgent), Inbox.SOLVED));
            }
            case NOT_SOLVED -> {
                closings.answer(sql, closed.id(), false);
                yield Optional.of(reopened(sql, address, closed, urgent, Inbox.NOT_SOLVED));
            }
            case FOLLOW_UP -> Optional.of(reopened(sql, address, closed, urgent, Inbox.FOLLOW_UP));
            case NEW_QUESTION -> {
                if (unheard) {
                    // An answer to what is still unheard takes the next place here, so no other conversation may begin
                    // yet.
                    yield Optional.of(new Begun(closings.arrive(sql, closed.id(), urgent), null));
                }
                closings.passOver(sql, closed.id());
                yield Optional.empty();
            }
        };
    }

    private Begun reopened(JdbcClient sql, UUID address, Row closed, boolean urgent, String meant) {
        StaffName to = closings.closedBy(sql, closed.id())
                .filter(had -> attendance.takesBack(sql, had, closed.team()))
                .orElse(null);
        closings.reopen(sql, closed.id(), to);
        audit.record(
                sql,
                "system",
                "conversation.reopen",
                closed.id().toString(),
                to == null ? Map.of() : Map.of("staff", to.username()));
        return new Begun(rows.arriveInOpen(sql, address, urgent).orElseThrow(), meant);
    }

    private Dialogue.Return meaning(JdbcClient sql, Inbound.Said said, Row closed) {
        boolean asked = offered(closed);
        String meant = Inbox.meant(said, closed.memory().offer());
        if (Inbox.NOT_SOLVED.equals(meant)) {
            return Dialogue.Return.NOT_SOLVED;
        }
        if (Inbox.SOLVED.equals(meant) && asked) {
            return Dialogue.Return.SOLVED;
        }
        if (said.choice() != null) {
            return Dialogue.Return.NEW_QUESTION;
        }
        String words = said.content().text();
        if (words.isBlank() || sticker(said.content())) {
            return shows(said.content()) ? Dialogue.Return.FOLLOW_UP : Dialogue.Return.NEW_QUESTION;
        }
        if (names(words, closed.reference())) {
            return Dialogue.Return.FOLLOW_UP;
        }
        List<String> before = messages.ofCitizenAfter(sql, closed.id(), 0, FIRST_WORDS).stream()
                .map(Message::text)
                .toList();
        return dialogue.returns(words, before, asked);
    }

    private static boolean offered(Row closed) {
        return closed.memory().offer().stream().anyMatch(choice -> choice.id().equals(Inbox.SOLVED));
    }

    /** Who sends a photo or a place without a word shows something of what was talked about; a sticker shows nothing. */
    private static boolean shows(Content content) {
        return switch (content) {
            case Content.Location _, Content.Contact _ -> true;
            case Content.Media media ->
                switch (media.kind()) {
                    case PHOTO, VIDEO, VOICE, AUDIO, DOCUMENT, OTHER -> true;
                    case STICKER, ANIMATION, MENTION -> false;
                };
            case Content.Text _, Content.Choices _, Content.PlaceWanted _ -> false;
        };
    }

    private static boolean sticker(Content content) {
        return content instanceof Content.Media && !shows(content);
    }

    /** Whether the words have the reference in any writing: {@code BIN-4F7K}, {@code bin 4f7k}. */
    private static boolean names(String words, @Nullable String reference) {
        return reference != null && together(words).contains(together(reference));
    }

    private static String together(String words) {
        return words.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }
}
