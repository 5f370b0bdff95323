package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.ZoneId;
import org.guildhall.conversation.Undelivered;

/**
 * An answer that did not arrive, on the page of dead letters.
 *
 * @param detail the messenger's own word, made visible; to be escaped; may be empty
 */
record UndeliveredView(String path, String title, String words, String detail, String channel, String at) {

    static UndeliveredView of(Undelivered message, ZoneId zone) {
        return new UndeliveredView(
                "/desk/conversations/" + message.conversation(),
                message.reference() == null ? WORDS.say("conversation.untitled") : message.reference(),
                Mishap.of(message),
                message.detail() == null ? "" : ShownText.visible(message.detail()),
                Spoken.messenger(message.channel()),
                Spoken.at(message.at(), zone));
    }
}
