package org.guildhall.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that cannot be done as asked, said in plain words to the person or program that sent it (RFC 9457). */
public final class Problem extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param status 400 to 599
     * @param detail a sentence for people, without what they sent
     */
    public Problem(HttpStatus status, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** The same, naming the field or parameter to put right. */
    public Problem naming(String field) {
        getBody().setProperty("field", field);
        return this;
    }

    /** The same, with a header, for instance how to sign in or when to come back. */
    public Problem with(String header, String value) {
        getHeaders().set(header, value);
        return this;
    }

    /** 401 with what to do about it, for callers with a bearer token (RFC 6750, section 3). */
    public static Problem unauthorized(String detail) {
        return new Problem(HttpStatus.UNAUTHORIZED, detail).with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /** The field it names, or null. */
    public @Nullable String field() {
        var properties = getBody().getProperties();
        return properties == null ? null : (String) properties.get("field");
    }
}
