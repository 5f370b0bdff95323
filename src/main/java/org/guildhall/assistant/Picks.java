package org.guildhall.assistant;

import java.util.Set;
import org.guildhall.conversation.Inbox;
import org.guildhall.conversation.Memory;

/** The ids of the choices the assistant offers. They come back from buttons tapped months later, so none is renamed. */
final class Picks {

    static final String HELPED_YES = "helped-yes";
    static final String HELPED_NO = "helped-no";
    static final String PERSON = Inbox.PERSON;
    static final String NONE = Inbox.NONE_OF_THESE;
    static final String NOT_SOLVED = Inbox.NOT_SOLVED;
    static final String SOLVED = Inbox.SOLVED;
    static final String FOLLOW_UP = Inbox.FOLLOW_UP;

    /** Before the id of the article that is meant. */
    static final String ARTICLE = "article:";

    private static final Set<String> FIXED = Set.of(HELPED_YES, HELPED_NO, PERSON, NONE, NOT_SOLVED, SOLVED, FOLLOW_UP);

    private Picks() {}

    static boolean known(String choice) {
        return FIXED.contains(choice) || choice.startsWith(ARTICLE);
    }

    static boolean offered(Memory memory, String choice) {
        return memory.offer().stream().anyMatch(open -> open.id().equals(choice));
    }
}
