package org.guildhall.knowledge;

import java.util.List;

/**
 * Everything that was thought of one question.
 *
 * @param articles those that could be meant
 * @param fit the classifier's highest score: how much the question resembles anything it has learnt
 * @param asked the examples nearest in meaning, best first
 * @param shared the examples sharing words, best first
 */
record Opinions(List<Opinion> articles, double fit, Hits asked, Hits shared) {}
