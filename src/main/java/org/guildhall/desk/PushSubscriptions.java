package org.guildhall.desk;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Browsers in which somebody at the desk wants to be told. Each belongs to the session in which it was switched on and goes
 * with it, so that signing out or being signed out ends the notices as well.
 */
@Component
final class PushSubscriptions {

    /** A browser has one; more are left over from before. */
    private static final int MOST_OF_A_SESSION = 3;

    private final Database database;
    private final DeskProperties properties;

    PushSubscriptions(Database database, DeskProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /**
     * Where a browser is told.
     *
     * @param endpoint of its push service; whoever has it could call the browser, so it is never shown
     * @param point its public key
     * @param secret its authentication secret
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Browser(URI endpoint, byte[] point, byte[] secret) {
        @Override
        public String toString() {
            return "Browser[" + endpoint.getHost() + "]";
        }
    }

    /** Whose browser it is, with what they may see at this moment. */
    record Subscriber(UUID subscription, StaffMember member) {}

    /** Switches it on for a session; a browser that another session had belongs to this one from now on. */
    Mono<Void> add(OpaqueToken session, Browser browser) {
        return database.run(sql -> {
            sql.sql("""
                            insert into push_subscriptions (id, session, endpoint, public_key, secret)
                            select :id, x.hash, :endpoint, :point, :secret from staff_sessions x where x.hash = :session
                            on conflict (endpoint) do update
                            set session = excluded.session, public_key = excluded.public_key, secret = excluded.secret,
                                created_at = now()""")
                    .param("id", Ids.next())
                    .param("session", session.hash())
                    .param("endpoint", browser.endpoint().toString())
                    .param("point", browser.point())
                    .param("secret", browser.secret())
                    .update();
            sql.sql("""
                            delete from push_subscriptions
                            where id in (select id from push_subscriptions where session = :session
                                         order by created_at desc, id desc offset :most)""")
                    .param("session", session.hash())
                    .param("most", MOST_OF_A_SESSION)
                    .update();
        });
    }

    /** Whether it is on in this session. */
    Mono<Boolean> has(OpaqueToken session, String endpoint) {
        return database.statement(sql -> sql.sql("""
                        select exists (select from push_subscriptions
                                       where session = :session and endpoint = :endpoint)""")
                .param("session", session.hash())
                .param("endpoint", endpoint)
                .query(Boolean.class)
                .single());
    }

    /** Switches it off; nothing happens when it is not on in this session. */
    Mono<Void> end(OpaqueToken session, String endpoint) {
        return database.run(
                sql -> sql.sql("delete from push_subscriptions where session = :session and endpoint = :endpoint")
                        .param("session", session.hash())
                        .param("endpoint", endpoint)
                        .update());
    }

    /** Everybody who is signed in and wants to be told. Blocks. */
    List<Subscriber> all() {
        return database.inOneStatement(sql -> all(sql));
    }

    private List<Subscriber> all(JdbcClient sql) {
        return sql.sql("select p.id as subscription, " + Staff.MEMBER + """
                         from push_subscriptions p join staff_sessions x on x.hash = p.session
                        join staff s on s.id = x.staff
                        where s.active and x.expires_at > now()
                          and x.last_used_at > now() - make_interval(secs => :idle)""")
                .param("idle", (double) properties.sessionIdle().toSeconds())
                .query((row, number) -> new Subscriber(row.getObject("subscription", UUID.class), Staff.member(row)))
                .list();
    }
}
