package org.guildhall.conversation;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A clock for a house's database that stands until it is moved on: where a statement says {@code now()}, PostgreSQL
 * finds this one before its own. Of what columns have for default only the time of a message goes by it.
 */
final class HouseClock {

    private final JdbcClient outside;

    /** For a house that has not asked its database yet: connections from before would keep PostgreSQL's clock. */
    HouseClock(House house) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(house.server.url());
        server.setUser(house.server.username());
        server.setPassword(house.server.password());
        outside = JdbcClient.create(server);
        String database = house.server.url().substring(house.server.url().lastIndexOf('/') + 1);
        outside.sql("create schema hand").update();
        outside.sql("create table hand.clock as select pg_catalog.now() as moment")
                .update();
        outside.sql("create function hand.now() returns timestamptz language sql stable"
                        + " as 'select moment from hand.clock'")
                .update();
        outside.sql("alter table messages alter column at set default hand.now()")
                .update();
        outside.sql("alter database " + database + " set search_path = hand, pg_catalog, public")
                .update();
    }

    /** From now on it is this moment. */
    void standAt(String moment) {
        outside.sql("update hand.clock set moment = cast(:moment as timestamptz)")
                .param("moment", moment)
                .update();
    }

    void moveOn(double seconds) {
        outside.sql("update hand.clock set moment = moment + make_interval(secs => :seconds)")
                .param("seconds", seconds)
                .update();
    }
}
