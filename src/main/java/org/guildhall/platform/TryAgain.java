package org.guildhall.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Not now, but soon: answered with 503 and {@code Retry-After}, which messengers honour by sending it again. */
public final class TryAgain extends ResponseStatusException {

    private static final long serialVersionUID = 1L;

    private final Duration after;

    /**
     * Asks for patience.
     *
     * @param after how long, told in whole seconds
     * @param cause why, for the log, or null
     */
    public TryAgain(Duration after, @Nullable Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, "This cannot be done just now. Please try again soon.", cause);
        this.after = after;
    }

    @Override
    public HttpHeaders getHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds()));
        return headers;
    }
}
