package org.guildhall.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A messenger's call as it can be kept to be read again: without headers and query, which may hold a secret.
 *
 * @param method the HTTP method
 * @param path below the channel's own address; empty or starting with a slash
 * @param contentType as it was sent, or null
 * @param body the raw bytes
 */
public record RawCall(
        String channel,
        String account,
        String method,
        String path,
        @Nullable String contentType,
        byte[] body) {}
