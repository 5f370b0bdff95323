package org.guildhall.desk;

/**
 * What stands in the reply box.
 *
 * @param text what was typed or put there
 * @param article the id of the article whose words were put there; empty when none were
 * @param place whether it asks where something is
 */
record Draft(String text, String article, boolean place) {

    static final Draft EMPTY = new Draft("", "", false);

    /** The same with nothing in the box. */
    Draft cleared() {
        return new Draft("", "", place);
    }

    /** The same with these words after what was typed; they are an article's only as long as they stand alone. */
    Draft with(String words, String ofArticle) {
        return text.isEmpty() ? new Draft(words, ofArticle, place) : new Draft(text + "\n\n" + words, "", place);
    }
}
