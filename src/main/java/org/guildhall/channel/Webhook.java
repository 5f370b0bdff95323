package org.guildhall.channel;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;

/**
 * One call of a messenger, as it came.
 *
 * @param path below {@code /webhooks/{name}}, empty or starting with a slash
 * @param body the raw bytes; signatures are over these
 * @param rawQuery what stood after the question mark, not decoded, because some sign the whole address; empty when
 *     there was none
 */
public record Webhook(
        HttpMethod method,
        String path,
        HttpHeaders headers,
        MultiValueMap<String, String> query,
        byte[] body,
        String rawQuery) {

    /** A call without a query, or for messengers that do not sign it. */
    public Webhook(
            HttpMethod method, String path, HttpHeaders headers, MultiValueMap<String, String> query, byte[] body) {
        this(method, path, headers, query, body, "");
    }
}
