package org.guildhall.message;

/**
 * Where an answer comes from.
 *
 * @param title the article's title
 * @param url absolute address of its help page
 */
public record Source(String title, String url) {}
