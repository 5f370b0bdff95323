package org.guildhall.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.guildhall.platform.SignalBatch.Signal;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries signals between the nodes that share a database, through LISTEN and NOTIFY on one connection of its own. Never
 * inside anybody's transaction, since NOTIFY makes commits queue up behind one lock; so at most ten times a second,
 * whatever happens. What is lost while the connection is down, the sweeps find.
 */
final class SignalRelay implements SmartLifecycle {

    static final Duration FLUSH_EVERY = Duration.ofMillis(100);

    private static final String CHANNEL = "guildhall_signals";
    private static final Duration BEFORE_RECONNECTING = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int ANSWER_SECONDS = 5;
    private static final Duration STOP = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(SignalRelay.class);

    private final Signals signals;
    private final DatabaseServer database;
    private final SignalBatch waiting = new SignalBatch(Ids.next().toString());
    private volatile @Nullable Thread thread;

    SignalRelay(Signals signals, DatabaseServer database) {
        this.signals = signals;
        this.database = database;
    }

    @Override
    public void start() {
        if (!database.shared()) {
            return;
        }
        signals.relayTo(waiting::add);
        Thread next = Thread.ofVirtual().name("signal-relay").unstarted(this::run);
        thread = next;
        next.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        signals.relayTo(null);
        thread = null;
        try {
            if (!running.join(STOP)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private boolean wanted() {
        return thread == Thread.currentThread();
    }

    private void run() {
        boolean complained = false;
        while (wanted()) {
            try {
                carry(complained);
                complained = false;
            } catch (SQLException | RuntimeException e) {
                if (!complained) {
                    LOG.warn("Wake-ups from other nodes come late until the database answers: {}", e.getMessage());
                }
                complained = true;
                rest();
            }
        }
    }

    private void carry(boolean again) throws SQLException {
        try (Connection connection = connect()) {
            if (again) {
                LOG.info("Wake-ups from other nodes come at once again");
            }
            // Hints may have passed while nobody listened.
            signals.names().forEach(name -> signals.raiseHere(name, Signals.EVERYTHING));
            PGConnection notifications = connection.unwrap(PGConnection.class);
            long heard = System.nanoTime();
            while (wanted()) {
                deliver(notifications.getNotifications((int) FLUSH_EVERY.toMillis()));
                flush(connection);
                if (System.nanoTime() - heard > HEARTBEAT.toNanos()) {
                    requireAnswer(connection);
                    heard = System.nanoTime();
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        var source = DatabaseConfiguration.discreet(database.connections());
        source.setSocketTimeout((int) SILENCE.toSeconds());
        Connection connection = source.getConnection();
        try (Statement sql = connection.createStatement()) {
            sql.execute("listen " + CHANNEL);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void deliver(PGNotification @Nullable [] notifications) {
        if (notifications == null) {
            return;
        }
        for (PGNotification notification : notifications) {
            for (Signal signal : waiting.read(notification.getParameter())) {
                signals.raiseHere(signal.name(), signal.key());
            }
        }
    }

    private void flush(Connection connection) throws SQLException {
        List<String> payloads = waiting.take();
        if (payloads.isEmpty()) {
            return;
        }
        try (PreparedStatement sql =
                connection.prepareStatement("select pg_notify(?, payload) from unnest(?::text[]) as payload")) {
            sql.setString(1, CHANNEL);
            sql.setArray(2, connection.createArrayOf("text", payloads.toArray()));
            sql.execute();
        }
    }

    // Somebody who only listens never notices that the other side is gone.
    private static void requireAnswer(Connection connection) throws SQLException {
        if (!connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("the connection for wake-ups has gone silent");
        }
    }

    private static void rest() {
        try {
            Thread.sleep(BEFORE_RECONNECTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
