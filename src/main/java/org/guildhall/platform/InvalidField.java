package org.guildhall.platform;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Something in a request is not as it must be: answered with 400 and the field's name. */
public final class InvalidField extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /**
     * Names what is wrong.
     *
     * @param field as the caller wrote it, nested ones with dots
     * @param reason what it must be, for whoever writes the calling program; never the value that came
     */
    public InvalidField(String field, String reason) {
        super(HttpStatus.BAD_REQUEST, problem(List.of(Map.of("field", field, "reason", reason))), null);
    }

    /** The problem for several fields at once, each with {@code field} and {@code reason}. */
    static ProblemDetail problem(List<Map<String, String>> errors) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "Some fields are missing or not valid.");
        problem.setProperty("errors", errors);
        return problem;
    }
}
