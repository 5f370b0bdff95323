package org.guildhall.conversation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which approved words were quoted.
 *
 * @param article the article's id
 * @param version the immutable version, from 1
 * @param title as it was published
 * @param reviewBy when the article is to be checked again, or null when it does not say
 */
public record Quoted(
        String article, int version, String title, @Nullable LocalDate reviewBy) {}
