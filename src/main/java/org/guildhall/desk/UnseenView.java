package org.guildhall.desk;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Transcript;

/** What has come since a page was sent, when it is shown again: whoever wrote there has not seen it yet. */
record UnseenView(SortedSet<Integer> places) {

    /**
     * Of what citizen and staff said.
     *
     * @param seen the place up to which it was seen; empty when that is not known, and then nothing is marked
     */
    static UnseenView of(Transcript all, Optional<Integer> seen) {
        SortedSet<Integer> places = new TreeSet<>();
        seen.ifPresent(place -> all.messages().stream()
                .filter(said -> said.seq() > place)
                .filter(said -> said.sender() == Sender.CITIZEN || said.sender() == Sender.STAFF)
                .map(Message::seq)
                .forEach(places::add));
        return new UnseenView(places);
    }

    // Public for the templates, which see nothing else.
    public boolean any() {
        return !places.isEmpty();
    }

    public boolean has(int seq) {
        return places.contains(seq);
    }

    public boolean first(int seq) {
        return any() && places.first() == seq;
    }
}
