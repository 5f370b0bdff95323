/**
 * The reliability campaign ({@code script/campaign}): rows that break the real jar in processes of its own and then check
 * the conservation law, acknowledged = answered + waiting for a person + dead-lettered + in flight, each exactly once.
 *
 * <h2>How a row is written</h2>
 *
 * A row is a class with {@link org.guildhall.campaign.Row}: its name, what it asks (short or full), and {@code run}, which
 * gets a {@link org.guildhall.campaign.Run} (seed, folder, jar, full or short) and gives a {@link
 * org.guildhall.campaign.Result} whose figures each say whether their bound held. Register it in {@code Campaign.ROWS};
 * nothing else changes. Everything a row starts is opened in a {@code try} and ends with it. The usual shape:
 *
 * <pre>{@code
 * try (Town town = Town.withPostgres(run, 400, 20)) {      // messenger, PostgreSQL, app (ready), ledger, driver, crowd
 *     try (Load _ = town.crowd().keepAsking(100)) {   // open loop: the schedule does not wait for answers
 *         … break something: town.app().kill(), town.postgres().pause(), town.messenger().failing(…) …
 *     }
 *     Law.Verdict verdict = town.judge(Duration.ofMinutes(2));  // all acknowledged, all worked off, law checked
 *     return new Result().law(verdict).speedAtMost("ready after a kill", seconds, 8, "s");
 * }
 * }</pre>
 *
 * Where that does not fit (a small heap, settings of its own) the same is opened by hand, as {@code Overload}
 * does: {@code run.server("app", messenger).on(run.postgres("postgres")).memory("256m").with("guildhall.…", …).start().awaitReady()}.
 *
 * <p>What must hold on every machine is {@code atMost} and {@code must}; what a slower machine may miss, such as
 * percentiles, rates and how soon something is back, is {@code speedAtMost} and {@code speedAtLeast}. CI fails for the
 * former alone ({@code --safety-only}), so a row that measures how soon also says that it happens at all.
 *
 * <h2>The pieces</h2>
 *
 * <ul>
 *   <li>{@code Prepared}: a node has started, published, learnt and ended once before the first row; every server and
 *       PostgreSQL that a {@code Run} hands out begins with a copy, and only loads what was learnt.
 *   <li>{@code Server}: {@code java -jar} with kill -9, SIGSTOP, SIGCONT, SIGTERM, its live heap and
 *       its metrics; {@code Postgres}: a durable server of
 *       the campaign's own with the same; both know their processor time.
 *   <li>{@code Twins}: two nodes, ready, on one PostgreSQL that tells them apart, with a messenger and a ledger.
 *   <li>{@code Wire}: HTTP/1.1 on a plain socket, kept alive, for virtual threads; {@code Wires} keeps some open. Anything
 *       odd (half requests, resets, drips) is written on a {@code Wire} or a socket of the row's own.
 *   <li>{@code Driver}: offers a Telegram update until a 2xx, then writes it into the {@code Ledger}, which has it on disk
 *       before it counts. {@code Driver.offerOnce} posts any bytes once and gives the status.
 *   <li>{@code Crowd}: citizens with an open-loop schedule, each in their order; {@code ChatCitizen}: one on web chat with
 *       the stream open, resuming by Last-Event-ID.
 *   <li>{@code Messenger}: the simulated Bot API, with {@code simulator.Faults}; it remembers for each chat the ids and
 *       digests of what was shown, about forty bytes each. The id it gives comes back as {@code outbox.provider_id}, which
 *       ties a shown message to its row.
 *   <li>{@code Postbag}: what citizens have written and a node that polls has yet to fetch; nothing answers 2xx there, so what
 *       the node confirms is acknowledged, and looked for in the database at that moment.
 *   <li>{@code Flood}: prebuilt webhooks at a rate no server keeps up with, each offered once; {@code Dawdlers}: thousands
 *       of slow sockets, with {@code Kernel} to see when the server lets go of one that takes nothing. One thread each.
 *   <li>{@code Queued}: fills the queue with copies of a message that a webhook left there.
 *   <li>{@code Witness}: watches the leases from inside the database, for rows with more than one node.
 *   <li>{@code Desk}: staff with tokens, the queue and claims, over the API of one node.
 *   <li>{@code Mutations}: broken bodies from real ones; a new channel's webhook joins {@code Malformed.inlets}.
 *   <li>{@code Law}: waits until all is worked off, reads {@code Evidence} and lets {@code Checker} judge it. {@code Checker}
 *       is pure, so a violation can be made up in a test.
 *   <li>{@code Logs}: looks after every row into all that was logged, for citizens' names and words, secrets, and what nobody
 *       caught; nodes log as JSON. Whoever lets citizens say something new adds it to {@code Questions.everything}.
 *   <li>{@code Prober}: asks the same address every 20 ms, beside whatever a row does.
 *   <li>{@code Latencies}: counts and percentiles; {@code Questions}: questions of the sample council with their articles.
 * </ul>
 *
 * It knows the service by HTTP, by signals to processes, and by its tables, read only; {@code Queued}
 * alone writes there, because half a million webhooks would take an hour.
 */
@NullMarked
package org.guildhall.campaign;

import org.jspecify.annotations.NullMarked;
