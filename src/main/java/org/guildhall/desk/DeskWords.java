package org.guildhall.desk;

import org.guildhall.platform.Sentences;

/** What people at the desk read that does not stand in a page. */
final class DeskWords {

    /** {@code messages/desk.properties}. */
    static final Sentences WORDS = Sentences.in("messages/desk");

    private DeskWords() {}
}
