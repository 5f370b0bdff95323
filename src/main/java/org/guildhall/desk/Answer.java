package org.guildhall.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Quoted;
import org.guildhall.conversation.StaffFile;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Content;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;

/**
 * A reply as somebody wants to send it, from the page or as a program; what it is made of has been checked.
 *
 * @param text plain words; not looked at with a passage
 * @param passage the article that is sent in its own words, or null
 * @param place whether it asks where something is
 * @param titles what the citizen may choose from; may be empty
 * @param file what goes along, or null; at most one of place, titles and file
 * @param at when it is to go, or null for now
 * @param undoable whether it may be taken back for some seconds
 * @param seen the place up to which its writer has read, over which it is not sent; null for whatever there is
 */
record Answer(
        String text,
        @Nullable Passage passage,
        boolean place,
        List<String> titles,
        @Nullable UUID file,
        @Nullable Instant at,
        boolean undoable,
        @Nullable Integer seen) {

    Answer {
        titles = List.copyOf(titles);
    }

    /** What is said, with the file if there is one. */
    Decision.Reply reply(@Nullable StaffFile along, PublicUrl publicUrl) {
        String words = passage == null ? text : passage.text().strip();
        Quoted quoted = passage == null
                ? null
                : new Quoted(passage.article(), passage.version(), passage.title(), passage.reviewBy());
        return new Decision.Reply(content(words, along, publicUrl), quoted);
    }

    private Content content(String words, @Nullable StaffFile along, PublicUrl publicUrl) {
        if (along != null) {
            return along.with(words, publicUrl);
        }
        if (!titles.isEmpty()) {
            return new Content.Choices(words, OfferedTitles.offered(titles));
        }
        return place ? new Content.PlaceWanted(words) : new Content.Text(words);
    }
}
