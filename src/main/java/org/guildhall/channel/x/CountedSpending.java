package org.guildhall.channel.x;

import java.time.Duration;
import org.guildhall.platform.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** All nodes together count each month's messages, by the database's clock, and one of them warns before the end. */
final class CountedSpending implements Spending {

    private static final Logger log = LoggerFactory.getLogger(CountedSpending.class);

    private static final int WARN_AT_PERCENT = 80;

    /** With the call that follows it stays below the courier's patience, and it is known that nothing went out. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String COUNT = """
            insert into x_spending as s (account, month, messages)
            values (:account, date_trunc('month', now() at time zone 'UTC')::date, 1)
            on conflict (account, month) do update set messages = s.messages + 1 where s.messages < :most
            returning s.messages""";

    private static final String GIVE_BACK = """
            update x_spending set messages = greatest(messages - 1, 0)
            where account = :account and month = date_trunc('month', now() at time zone 'UTC')::date""";

    private final Database database;
    private final String account;
    private final long most;

    CountedSpending(XSetup setup, Database database) {
        this.database = database;
        this.account = setup.properties().userId();
        this.most = setup.mostCalls();
    }

    @Override
    public Mono<Claim> claim() {
        if (most == 0) {
            return Mono.just(Claim.COUNTED);
        }
        return database.statement(sql -> sql.sql(COUNT)
                        .param("account", account)
                        .param("most", most)
                        .query(Long.class)
                        .optional()
                        .orElse(null))
                .doOnNext(this::warn)
                .map(count -> Claim.COUNTED)
                .defaultIfEmpty(Claim.SPENT)
                .timeout(PATIENCE)
                .onErrorReturn(Claim.UNKNOWN);
    }

    /** Each number is counted once, so each warning comes from one node, once a month unless a message was given back. */
    private void warn(long count) {
        if (count == Math.max(1, most * WARN_AT_PERCENT / 100)) {
            log.warn("X: {} of the {} messages that this month's spend-cap is enough for have gone out", count, most);
        } else if (count == most) {
            log.warn("X: this month's spend-cap is reached; nothing more goes out before the next");
        }
    }

    @Override
    public Mono<Void> giveBack() {
        if (most == 0) {
            return Mono.empty();
        }
        return database.statement(
                        sql -> sql.sql(GIVE_BACK).param("account", account).update())
                .timeout(PATIENCE)
                .onErrorComplete()
                .then();
    }
}
