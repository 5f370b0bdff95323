package org.guildhall.knowledge;

/** A stage of finding that can be left out, to see what it is good for; everything else is then learnt without it. */
public enum Stage {
    /** Puts slips of the finger right. */
    SPELLER,
    /** The council's own words for things. */
    SYNONYMS,
    /** The softmax over a question's meaning. */
    CLASSIFIER,
    /** How near an article's nearest question is in meaning. */
    MEANING,
    /** The words shared with an article's questions. */
    WORDS,
    /** The sections' meaning and words. */
    SECTIONS
}
