package org.guildhall.desk;

import org.guildhall.knowledge.Passage;

/**
 * An article that fits what a citizen wrote.
 *
 * @param seq the place of the message that it fits
 * @param passage its short answer, in the citizen's language where there is a translation
 * @param confidence 0 to 1
 */
record Suggestion(int seq, Passage passage, double confidence) {}
