package org.guildhall.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.guildhall.platform.DatabaseProperties.Durability;

/** What must be true of a PostgreSQL before we trust it with a message, looked up when we start. */
final class Safeguards {

    private static final int OLDEST_VERSION = 14;
    private static final int NUMBERS_A_MAJOR_VERSION = 10_000;

    private Safeguards() {}

    /**
     * Connects once and looks.
     *
     * @param where the address, for the message
     * @throws StartRefused when nobody answers, the version is too old, or a crash could lose what was committed
     */
    static void check(DataSource source, String where, Durability durability) {
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            requireVersion(sql);
            if (durability == Durability.FULL) {
                requireDurability(sql);
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "No PostgreSQL lets us in at " + where + ": " + e.getMessage(),
                    "Check that it runs and can be reached from here, and look at guildhall.database.url,"
                            + " guildhall.database.username and guildhall.database.password."
                            + " Without a url an embedded PostgreSQL is used.",
                    e);
        }
    }

    private static void requireVersion(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("select current_setting('server_version_num')::int")) {
            row.next();
            int version = row.getInt(1) / NUMBERS_A_MAJOR_VERSION;
            if (version < OLDEST_VERSION) {
                throw new StartRefused(
                        "This is PostgreSQL " + version + "; Guildhall needs " + OLDEST_VERSION + " or newer.",
                        "Upgrade it, or point guildhall.database.url to a newer one.");
            }
        }
    }

    private static void requireDurability(Statement sql) throws SQLException {
        List<String> off = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("""
                select name from pg_settings
                where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off'
                order by name""")) {
            while (rows.next()) {
                off.add(rows.getString(1));
            }
        }
        if (!off.isEmpty()) {
            throw new StartRefused(
                    "PostgreSQL runs with " + String.join(" and ", off)
                            + " off, so a crash could lose messages that were already accepted.",
                    "Turn on what is off in postgresql.conf (and for the role and the database) and reload it;"
                            + " only for a managed service that keeps commits in another way, set"
                            + " guildhall.database.durability=managed.");
        }
    }
}
