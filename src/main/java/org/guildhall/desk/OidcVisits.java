package org.guildhall.desk;

import java.time.Duration;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who is away at the council's own sign-in, in our database, so that they may come back to any node. Each is for one browser, known by
 * a cookie, and for one way back.
 */
@Component
final class OidcVisits {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Database database;

    OidcVisits(Database database) {
        this.database = database;
    }

    /**
     * What somebody is sent away with.
     *
     * @param state comes back with them, and shows that it was this browser that went
     * @param nonce comes back inside the token, and shows that it was made for this visit
     * @param verifier shows the provider that whoever brings the code is whoever asked for it (RFC 7636)
     * @param onward where they want to go
     */
    record Visit(String state, String nonce, String verifier, String onward) {

        static Visit to(String onward) {
            return new Visit(random(), random(), random(), onward);
        }

        private static String random() {
            return OpaqueToken.random().value();
        }

        @Override
        public String toString() {
            return "[visit]";
        }
    }

    /** Keeps it under a new id, which is all the browser learns. */
    Mono<OpaqueToken> begin(Visit visit) {
        OpaqueToken id = OpaqueToken.random();
        return database.run(sql -> sql.sql("""
                                insert into staff_oidc_visits (hash, state, nonce, verifier, onward, expires_at)
                                values (:hash, :state, :nonce, :verifier, :onward, now() + make_interval(secs => :life))""")
                        .param("hash", id.hash())
                        .param("state", visit.state())
                        .param("nonce", visit.nonce())
                        .param("verifier", visit.verifier())
                        .param("onward", visit.onward())
                        .param("life", (double) LIFE.toSeconds())
                        .update())
                .thenReturn(id);
    }

    /** What they went with, once: a code that was used does not come back a second time. Empty when there is none. */
    Mono<Visit> end(OpaqueToken id) {
        return database.transaction(sql -> sql.sql("""
                        delete from staff_oidc_visits where hash = :hash and expires_at > now()
                        returning state, nonce, verifier, onward""")
                .param("hash", id.hash())
                .query((row, number) -> new Visit(
                        row.getString("state"),
                        row.getString("nonce"),
                        row.getString("verifier"),
                        row.getString("onward")))
                .optional()
                .orElse(null));
    }

    /** Sweeps out who did not come back. */
    void deleteExpired() {
        database.inTransaction(sql -> sql.sql("delete from staff_oidc_visits where expires_at <= now()")
                .update());
    }
}
