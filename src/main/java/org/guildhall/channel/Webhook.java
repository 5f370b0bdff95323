package org.guildhall.channel;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;

/**
 * One call of a messenger, as it came.
 *
 * @param path below {@code /webhooks/{name}}, empty or starting with a slash
 * @param body the raw bytes; signatures are over these
 */
public record Webhook(
        HttpMethod method, String path, HttpHeaders headers, MultiValueMap<String, String> query, byte[] body) {}
