package org.guildhall.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections for the pool, asked for again and again while nobody answers. The pool itself would pause longer after each
 * failure, up to five seconds, and then find a server that has come back that much later.
 */
final class PatientConnections extends DelegatingDataSource {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private volatile BooleanSupplier nobodyWaits = () -> false;

    PatientConnections(DataSource connections) {
        super(connections);
    }

    /** When to stop, because the pool is being closed. */
    void until(BooleanSupplier closed) {
        nobodyWaits = closed;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLException nobody) {
                if (!Failures.notNow(nobody) || nobodyWaits.getAsBoolean() || System.nanoTime() - end > 0) {
                    throw nobody;
                }
                pause(nobody);
            }
        }
    }

    private static void pause(SQLException nobody) throws SQLException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw nobody;
        }
    }
}
