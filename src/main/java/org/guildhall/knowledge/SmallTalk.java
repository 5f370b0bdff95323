package org.guildhall.knowledge;

import java.util.Set;

/** Ids of articles the assistant knows by name. They are part of the knowledge base's format. */
public final class SmallTalk {

    /** How people ask for a person. */
    public static final String PERSON = "talk-to-a-person";

    /** Hello. */
    public static final String GREETING = "greeting";

    /** Thank you. */
    public static final String THANKS = "thanks";

    /** Goodbye. */
    public static final String GOODBYE = "goodbye";

    /** Whether this is a machine. */
    public static final String ROBOT = "are-you-a-robot";

    /** All of them. */
    public static final Set<String> RESERVED = Set.of(PERSON, GREETING, THANKS, GOODBYE, ROBOT);

    private SmallTalk() {}
}
