package org.guildhall.message;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from.
 *
 * @param title the article's title
 * @param url absolute address of its help page
 * @param reviewBy when the article is to be checked again, or null when it does not say
 */
public record Source(String title, String url, @Nullable LocalDate reviewBy) {}
