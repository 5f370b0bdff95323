package org.guildhall.conversation;

/**
 * Which approved words were quoted.
 *
 * @param article the article's id
 * @param version the immutable version, from 1
 * @param title as it was published
 */
public record Quoted(String article, int version, String title) {}
