package org.guildhall.channel.x;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.guildhall.platform.Database;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Signature;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;

/**
 * Tokens in the database, by its clock. Who sets another refresh token has the one that is kept thrown away: both belong
 * together.
 */
final class KeptTokens implements XAccess.Store {

    private static final String CURRENT = """
            select access_token, extract(epoch from good_until - now())::bigint as seconds
            from x_tokens
            where account = :account and seed = :seed and access_token is not null
              and good_until > now() + interval '90 seconds'""";

    /** Whoever gets a row back may ask X, and has ten seconds for it. */
    private static final String LEASE = """
            insert into x_tokens as t (account, seed, refresh_token, leased_until)
            values (:account, :seed, :refresh, now() + interval '10 seconds')
            on conflict (account) do update
            set refresh_token = case when t.seed = excluded.seed then t.refresh_token else excluded.refresh_token end,
                access_token = null,
                seed = excluded.seed,
                leased_until = excluded.leased_until
            where t.seed <> excluded.seed or t.leased_until is null or t.leased_until < now()
            returning t.refresh_token""";

    private static final String KEEP = """
            update x_tokens
            set access_token = :access, refresh_token = :refresh, leased_until = null,
                good_until = now() + :seconds * interval '1 second'
            where account = :account and seed = :seed""";

    private final Database database;
    private final String account;
    private final Secret first;
    private final String seed;

    KeptTokens(XProperties properties, Database database) {
        this.database = database;
        this.account = properties.userId();
        this.first = properties.refreshToken();
        byte[] key = properties.clientSecret().value().getBytes(StandardCharsets.UTF_8);
        // Tells one setting from another, and nobody what it was.
        this.seed =
                HexFormat.of().formatHex(Signature.hmacSha256(key, first.value().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Mono<XAccess.Good> current() {
        return database.statement(sql -> ours(sql, CURRENT)
                .query((row, number) -> new XAccess.Good(new Secret(row.getString(1)), row.getLong(2)))
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<Secret> lease() {
        return database.statement(sql -> ours(sql, LEASE)
                .param("refresh", first.value())
                .query((row, number) -> new Secret(row.getString(1)))
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<Void> keep(XAccess.Good access, Secret refresh) {
        return database.statement(sql -> ours(sql, KEEP)
                        .param("access", access.token().value())
                        .param("refresh", refresh.value())
                        .param("seconds", access.seconds())
                        .update())
                .then();
    }

    private JdbcClient.StatementSpec ours(JdbcClient sql, String statement) {
        return sql.sql(statement).param("account", account).param("seed", seed);
    }
}
