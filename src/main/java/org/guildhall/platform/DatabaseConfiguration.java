package org.guildhall.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The database and its pool. Spring Boot builds the rest on top of them: Flyway before anything uses a table, {@code
 * JdbcClient} and the transaction template.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Two to four cores keep about this many connections busy; more would only queue inside PostgreSQL. */
    private static final int POOL_SIZE = 10;

    /** Long enough for PostgreSQL to be started again, short enough to answer "try again" to a messenger. */
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(4);

    /** A statement without any answer for this long has lost its server. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration CONNECT = Duration.ofSeconds(4);

    /** A pooled connection that does not answer for this long is given up; a healthy one answers within milliseconds. */
    private static final Duration VALIDATION = Duration.ofSeconds(1);

    /**
     * Longer than any of our transactions waits for us, and shorter than a lease: what a node that stands still has locked
     * would otherwise be passed over by all the others until it goes on.
     */
    private static final Duration ASLEEP = Duration.ofSeconds(4);

    @Bean
    DatabaseServer databaseServer(DatabaseProperties properties, DataFolder folder) {
        DatabaseServer server = properties.embedded() ? EmbeddedDatabase.open(folder) : new GivenDatabase(properties);
        try {
            Safeguards.check(discreet(server.connections()), address(properties), properties.durability());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Bean
    HikariDataSource dataSource(DatabaseServer server) {
        PGSimpleDataSource connections = discreet(server.connections());
        connections.setSocketTimeout((int) SILENCE.toSeconds());
        PatientConnections patient = new PatientConnections(connections);
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setDataSource(patient);
        pool.setMaximumPoolSize(POOL_SIZE);
        pool.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        pool.setValidationTimeout(VALIDATION.toMillis());
        pool.setConnectionInitSql("set idle_in_transaction_session_timeout = " + ASLEEP.toMillis());
        HikariDataSource source = new HikariDataSource(pool);
        patient.until(source::isClosed);
        return source;
    }

    @Bean
    SignalRelay signalRelay(Signals signals, DatabaseServer server) {
        return new SignalRelay(signals, server);
    }

    /** Migrations get a connection outside the pool: a new index on a large table may be silent for minutes. */
    @Bean
    FlywayConfigurationCustomizer migrationsWithoutTimeout(DatabaseServer server) {
        return flyway -> flyway.dataSource(discreet(server.connections()));
    }

    /** Keeps rows, which hold citizens' words, out of error messages, and gives up on a silent network. */
    static PGSimpleDataSource discreet(PGSimpleDataSource connections) {
        connections.setLogServerErrorDetail(false);
        connections.setApplicationName("guildhall");
        connections.setTcpKeepAlive(true);
        connections.setConnectTimeout((int) CONNECT.toSeconds());
        return connections;
    }

    private static String address(DatabaseProperties properties) {
        // What follows the question mark may be a password.
        return properties.embedded()
                ? "the embedded database"
                : properties.url().replaceFirst("\\?.*", "");
    }
}
