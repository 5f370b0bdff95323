package org.guildhall.simulator;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/**
 * A messenger's call of a server's webhook, with the proof of who calls.
 *
 * @param address where it goes, with its query
 */
public record WebhookCall(URI address, Map<String, String> headers, String body) {

    /** The same to be sent by HTTP. */
    public HttpRequest request() {
        // Of all of them only Matrix puts.
        String method = address.getPath().contains("/_matrix/") ? "PUT" : "POST";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request.build();
    }

    /** The path with its query, for a server that listens somewhere else than it says. */
    public String path() {
        String query = address.getRawQuery();
        return address.getRawPath() + (query == null ? "" : "?" + query);
    }

    /** Each header as it stands in a request. */
    public List<String> headerLines() {
        return lines(headers);
    }

    /** The same of any headers. */
    public static List<String> lines(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .toList();
    }
}
