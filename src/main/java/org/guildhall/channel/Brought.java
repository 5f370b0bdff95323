package org.guildhall.channel;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.conversation.Continuations;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;

/**
 * Tells a code, by which a citizen brings along what they began elsewhere, from words. Telegram puts a link's code behind the
 * command that opens a chat; elsewhere it is all that is written.
 */
final class Brought {

    private static final Pattern CODE = Pattern.compile("(?:/start )?(" + Continuations.CODE + ")");

    private Brought() {}

    /** The same event, or what it really is. */
    static Inbound of(Inbound event) {
        if (!(event instanceof Inbound.Said said) || !(said.content() instanceof Content.Text(String text))) {
            return event;
        }
        Matcher brought = CODE.matcher(text.strip().toLowerCase(Locale.ROOT));
        return brought.matches()
                ? new Inbound.Continued(said.eventId(), said.from(), brought.group(1), said.name(), said.language())
                : event;
    }
}
