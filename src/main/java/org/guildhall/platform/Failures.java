package org.guildhall.platform;

import io.netty.channel.ChannelException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;

/** What an exception means to whoever sent the request. */
final class Failures {

    /** About as long as PostgreSQL takes to come back. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Classes of PostgreSQL's error codes that say "not now": connection, resources, intervention, system. */
    private static final Predicate<String> NOT_NOW =
            code -> Stream.of("08", "53", "57", "58").anyMatch(code::startsWith);

    /** A stand-by server that has not taken over yet. */
    private static final String READ_ONLY = "25006";

    private Failures() {}

    /**
     * The same failure as one that carries its status and its words: itself when it does already.
     *
     * @return an exception that is an {@link ErrorResponse}, or the given one when it is nobody's fault but ours
     */
    static Throwable explained(Throwable failure) {
        if (failure instanceof ErrorResponse known && !known.getStatusCode().isSameCodeAs(HttpStatus.BAD_REQUEST)) {
            return failure;
        }
        if (any(failure, cause -> cause instanceof DataBufferLimitException)) {
            return problem(HttpStatus.CONTENT_TOO_LARGE, "The request is larger than this address takes.", failure);
        }
        if (any(failure, Failures::slowSender)) {
            return problem(HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time.", failure);
        }
        if (databaseIsAway(failure)) {
            return new TryAgain(SOON, failure);
        }
        return failure;
    }

    /** Whether this says that the database cannot be used just now, rather than that it refused something. */
    static boolean databaseIsAway(Throwable failure) {
        return any(failure, Failures::databaseAway);
    }

    private static ResponseStatusException problem(HttpStatus status, String detail, Throwable cause) {
        return new ResponseStatusException(status, detail, cause);
    }

    private static boolean slowSender(Throwable failure) {
        // Netty's timeouts for reading a request are among the first; the second is somebody who hung up.
        return failure instanceof ChannelException || failure instanceof AbortedException;
    }

    private static boolean databaseAway(Throwable failure) {
        return switch (failure) {
            case CannotCreateTransactionException _,
                    DataAccessResourceFailureException _,
                    RecoverableDataAccessException _,
                    // A commit or rollback broke off: whoever asks again under the same id is told how it ended.
                    TransactionSystemException _,
                    TransientDataAccessException _ -> true;
            case SQLException sql -> notNow(sql);
            default -> false;
        };
    }

    /** Whether the database may well take the same a little later. */
    static boolean notNow(SQLException failure) {
        String code = failure.getSQLState();
        return code != null && (NOT_NOW.test(code) || code.equals(READ_ONLY));
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(test);
    }
}
