package org.guildhall.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One part of a reply on its way to a citizen. Text is Markdown; each channel renders it in its messenger's dialect.
 *
 * @param id the same on every attempt, so that a messenger which can deduplicate may
 * @param to where it goes
 * @param content what it says
 * @param source the article it quotes, or null
 */
public record Outbound(
        UUID id, Address to, Content content, @Nullable Source source) {}
