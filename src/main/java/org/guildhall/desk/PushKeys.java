package org.guildhall.desk;

import java.security.KeyPair;
import java.util.Base64;
import java.util.Optional;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key by which push services know this council. Made when it is first needed and kept in the database, because every
 * browser is bound to it and every node must have the same. Blocks.
 */
@Component
final class PushKeys {

    private final Database database;
    private volatile @Nullable KeyPair known;

    PushKeys(Database database) {
        this.database = database;
    }

    /** Both halves. */
    KeyPair pair() {
        KeyPair pair = known;
        if (pair == null) {
            pair = database.inTransaction(PushKeys::kept);
            known = pair;
        }
        return pair;
    }

    /** The public half, as a browser's {@code pushManager.subscribe} takes it. */
    String forBrowsers() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(P256.point(pair()));
    }

    /** Of two nodes that make one at once, one is kept. */
    private static KeyPair kept(JdbcClient sql) {
        return read(sql).orElseGet(() -> {
            KeyPair made = P256.random();
            sql.sql("insert into push_keys (public_key, private_key) values (:point, :number) on conflict do nothing")
                    .param("point", P256.point(made))
                    .param("number", P256.number(made))
                    .update();
            return read(sql).orElseThrow();
        });
    }

    private static Optional<KeyPair> read(JdbcClient sql) {
        return sql.sql("select public_key, private_key from push_keys")
                .query((row, number) -> P256.pair(row.getBytes("public_key"), row.getBytes("private_key")))
                .optional();
    }
}
