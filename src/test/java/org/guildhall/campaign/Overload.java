package org.guildhall.campaign;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.simulator.TelegramCitizen;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The load that felled a public flu site of 2009 within four minutes: what can be taken in is taken in, the rest is told to
 * come again, what cannot wait goes first, and then it drains.
 */
final class Overload implements Row {

    private static final double PER_SECOND = 2_600;
    private static final double ACCEPTED_PER_SECOND = 800;
    private static final double WARM_UP_PER_SECOND = 100;
    private static final int PEOPLE = 30_000;
    /** One in so many may be in danger. */
    private static final int DANGER = 100;

    private static final long FIRST_ID = 5_000_000;
    private static final long FIRST_IN_DANGER = 6_000_000;
    private static final long FIRST_BEFORE = 7_000_000;
    private static final long FIRST_AFTER = 8_000_000;
    private static final long WITH_STAFF = 9_000_000;

    /** A daily load's, as {@code Steady} bounds it. */
    private static final double NORMAL_P99_MILLIS = 100;

    private static final double AFTER_PER_SECOND = 20;
    private static final int NORMAL_AGAIN_SECONDS = 10;
    private static final int STAFF_REPLIES = 5;
    /** In a flood that takes the whole machine. */
    private static final double DESK_P99_MILLIS = 2_000;

    private static final double AT_ONCE_SECONDS = 1;
    private static final int LONGEST_STANDSTILL_SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration WORKED_OFF = Duration.ofMinutes(60);

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String asked(boolean full) {
        return "2,600 webhooks/s offered for %d s, everything on one machine".formatted(full ? 60 : 6);
    }

    @Override
    public Result run(Run run) throws Exception {
        int seconds = run.count(6, 60);
        try (Messenger messenger = Messenger.start();
                Postgres postgres = run.postgres("postgres");
                Server app = run.server("app", messenger)
                        .on(postgres)
                        .with("guildhall.desk.admin-password", Desk.ADMIN_PASSWORD)
                        .start();
                Ledger ledger = Ledger.open(run.folder().resolve("ledger"))) {
            app.awaitReady();
            app.awaitAnswers();
            Scene scene = new Scene(run, messenger, postgres, app, ledger);
            scene.warmUp(run.count(4, 30));
            Result result = new Result();
            try (Casework casework = new Casework(scene)) {
                try (Meanwhile meanwhile = new Meanwhile(scene, casework)) {
                    scene.flood(seconds, result);
                    meanwhile.figures(result);
                }
                scene.drain(casework, run.count(11, 60), result);
            }
            return result.law(run.full() ? drained(scene) : stopped(scene));
        }
    }

    private static Law.Verdict drained(Scene scene) throws Exception {
        return new Law(scene.ledger, scene.messenger, List.of()).awaitAndCheck(scene.postgres::sql, WORKED_OFF);
    }

    /** The short form does not wait until all is answered: what is left when the node has ended counts as in flight. */
    private static Law.Verdict stopped(Scene scene) throws Exception {
        scene.app.terminate();
        Checker.Finding finding = new Checker(
                        scene.ledger.entries(), scene.messenger.shown(), Map.of(), Evidence.from(scene.postgres.sql()))
                .check();
        return new Law.Verdict(finding, Duration.ZERO, finding.violations());
    }

    /** Everything that is running. */
    private record Scene(Run run, Messenger messenger, Postgres postgres, Server app, Ledger ledger) {

        void warmUp(int seconds) throws Exception {
            try (Driver driver = new Driver(ledger, List.of(app.address()));
                    Crowd crowd = Crowd.inTurn(driver, messenger, FIRST_BEFORE, PEOPLE, Questions.usual())) {
                crowd.ask(WARM_UP_PER_SECOND, Duration.ofSeconds(seconds));
                crowd.awaitAcknowledged(PATIENCE);
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (backlog() > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }

        void flood(int seconds, Result result) throws Exception {
            List<Flood.Offer> offers = offers((int) (PER_SECOND * seconds));
            long decided = number("select count(*) from decisions");
            Duration[] before = processorTimes();
            try (Flood flood = new Flood(app.address())) {
                double took = flood.pour(offers, PER_SECOND);
                Duration[] after = processorTimes();
                ledger.acknowledged(flood.acknowledged());
                int accepted = flood.acknowledged().size();
                int refused = flood.statuses().getOrDefault(503, 0);
                result.figure("offered a second", offers.size() / took)
                        .speedAtLeast("accepted a second", accepted / took, ACCEPTED_PER_SECOND, "")
                        .figure("statuses", flood.statuses())
                        .atMost("neither accepted nor refused with 503", offers.size() - accepted - refused, 0, "")
                        .atMost("503 without Retry-After", flood.withoutRetryAfter(), 0, "")
                        .figure("2xx p50 ms", flood.latencies().millis(0.5))
                        .figure("2xx p99 ms", flood.latencies().millis(0.99))
                        .figure("decided meanwhile", number("select count(*) from decisions") - decided)
                        .figure(
                                "processor seconds in %.1f s (app, PostgreSQL, driver)".formatted(took),
                                "%.1f, %.1f, %.1f"
                                        .formatted(
                                                seconds(before[0], after[0]),
                                                seconds(before[1], after[1]),
                                                seconds(before[2], after[2])));
            }
        }

        private List<Flood.Offer> offers(int count) throws IOException {
            List<String> questions = Questions.usual();
            List<String> cries = Questions.danger();
            List<TelegramCitizen> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                people.add(new TelegramCitizen(FIRST_ID + i, "Citizen " + i));
            }
            List<Flood.Offer> offers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                boolean danger = i % DANGER == DANGER / 2;
                int number = i / DANGER;
                TelegramCitizen citizen = danger
                        ? new TelegramCitizen(FIRST_IN_DANGER + number, "Citizen " + number)
                        : people.get(i % PEOPLE);
                var update =
                        citizen.says(danger ? cries.get(number % cries.size()) : questions.get(i % questions.size()));
                offers.add(Flood.Offer.of(
                        new Ledger.Entry(
                                "telegram",
                                Long.toString(citizen.id()),
                                danger ? 1 : i / PEOPLE + 1,
                                update.path("update_id").asString("")),
                        update.toString()));
            }
            return offers;
        }

        /** What happens from the last offer on: a normal load, staff who write, and the backlog second by second. */
        void drain(Casework casework, int seconds, Result result) throws Exception {
            List<Long> backlog = new ArrayList<>();
            try (Driver early = new Driver(ledger, List.of(app.address()));
                    Driver late = new Driver(ledger, List.of(app.address()));
                    Crowd first = Crowd.inTurn(early, messenger, FIRST_AFTER, PEOPLE, Questions.usual());
                    Crowd second = Crowd.inTurn(late, messenger, FIRST_AFTER + PEOPLE, PEOPLE, Questions.usual())) {
                Load load = first.keepAsking(AFTER_PER_SECOND);
                try {
                    for (int second_ = 0; second_ <= seconds; second_++) {
                        backlog.add(backlog());
                        if (second_ == NORMAL_AGAIN_SECONDS) {
                            load.close();
                            load = second.keepAsking(AFTER_PER_SECOND);
                        }
                        if (second_ < STAFF_REPLIES) {
                            casework.reply();
                        }
                        TimeUnit.SECONDS.sleep(1);
                    }
                } finally {
                    load.close();
                }
                if (!first.awaitAcknowledged(PATIENCE) || !second.awaitAcknowledged(PATIENCE)) {
                    throw new IllegalStateException("not accepted afterwards: " + early.statuses() + late.statuses());
                }
                result.figure(
                                "2xx p99 in the first 10 s afterwards, ms",
                                early.latencies().millis(0.99))
                        .speedAtMost("2xx p99 from then on", late.latencies().millis(0.99), NORMAL_P99_MILLIS, "ms");
            }
            figures(backlog, casework, result);
        }

        private void figures(List<Long> backlog, Casework casework, Result result) throws SQLException {
            double[] ordinary = waits(FIRST_ID, FIRST_ID + PEOPLE);
            double[] danger = waits(FIRST_IN_DANGER, FIRST_IN_DANGER + PEOPLE);
            result.figure("answers to be given, each second afterwards", backlog)
                    .speedAtMost(
                            "longest time without fewer of them", standstill(backlog), LONGEST_STANDSTILL_SECONDS, "s")
                    .figure("fewer of them a second", (backlog.getFirst() - backlog.getLast()) / (backlog.size() - 1.0))
                    .figure("ordinary answers: p50 s (those still waiting until now)", ordinary[0])
                    .figure("ordinary answers: p99 s", ordinary[1])
                    .figure("danger: p50 s", danger[0])
                    .atMost("danger: p99", danger[1], Math.max(AT_ONCE_SECONDS, ordinary[0]), "s")
                    .speedAtMost("danger: p99, however long others wait", danger[1], AT_ONCE_SECONDS, "s")
                    .speedAtMost("staff's reply at the citizen, longest", casework.longest(), AT_ONCE_SECONDS, "s");
        }

        /** Each first message of citizens with such an id, from its commit until the messenger has taken the answer. */
        private double[] waits(long from, long to) {
            return postgres.sql()
                    .sql("""
                            select percentile_cont(0.5) within group (order by wait) as half,
                                   percentile_cont(0.99) within group (order by wait) as most
                            from (select extract(epoch from coalesce(
                                             (select min(o.settled_at) from outbox o where o.conversation = c.id
                                                and o.state = 'sent'), now())
                                         - min(m.at))::float8 as wait
                                  from addresses a join conversations c on c.address = a.id
                                  join messages m on m.conversation = c.id and m.sender = 'citizen'
                                  where a.channel = 'telegram' and a.person::bigint >= :from and a.person::bigint < :to
                                  group by c.id) waits""")
                    .param("from", from)
                    .param("to", to)
                    .query((row, number) -> new double[] {row.getDouble("half"), row.getDouble("most")})
                    .single();
        }

        long backlog() {
            return number("select (select count(*) from conversations where turn_due is not null)"
                    + " + (select count(*) from outbox where state in ('pending', 'sending'))");
        }

        long number(String query) {
            return postgres.sql().sql(query).query(Long.class).single();
        }

        private Duration[] processorTimes() {
            return new Duration[] {
                Processes.processorTime(List.of(app.pid())),
                Processes.processorTime(postgres.pids()),
                Processes.processorTime(List.of(ProcessHandle.current().pid()))
            };
        }

        private static double seconds(Duration before, Duration after) {
            return after.minus(before).toMillis() / 1000.0;
        }

        /** Samples between two that were each smaller than all before; what a normal load has open is nothing. */
        private static int standstill(List<Long> backlog) {
            int longest = 0;
            int lowestAt = 0;
            for (int i = 1; i < backlog.size(); i++) {
                if (backlog.get(i) < backlog.get(lowestAt) || backlog.get(i) <= AFTER_PER_SECOND) {
                    lowestAt = i;
                }
                longest = Math.max(longest, i - lowestAt);
            }
            return longest;
        }
    }

    /** Who works during the flood, twice a second: staff, who have a share of their own, and somebody who reads a page. */
    private static final class Meanwhile implements AutoCloseable {

        private final Latencies desk = new Latencies();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger read = new AtomicInteger();
        private final AtomicInteger unread = new AtomicInteger();
        private final Thread staff;
        private final Thread reader;

        Meanwhile(Scene scene, Casework casework) {
            staff = Thread.ofVirtual().start(() -> every(() -> look(casework)));
            reader = Thread.ofVirtual().start(() -> {
                try (Wires wires = new Wires(scene.app.address(), PATIENCE)) {
                    every(() -> read(wires));
                } catch (IOException broken) {
                    unread.incrementAndGet();
                }
            });
        }

        private static void every(Runnable work) {
            try {
                while (true) {
                    work.run();
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        private void look(Casework casework) {
            long began = System.nanoTime();
            try {
                casework.look();
                desk.add(System.nanoTime() - began);
            } catch (IOException turnedAway) {
                refused.incrementAndGet();
            }
        }

        private void read(Wires wires) {
            try {
                boolean shown = wires.call("GET", "/", List.of("Accept: text/html"), new byte[0])
                                .status()
                        == 200;
                (shown ? read : unread).incrementAndGet();
            } catch (IOException nobody) {
                unread.incrementAndGet();
            }
        }

        void figures(Result result) {
            result.atMost("staff turned away meanwhile", refused.get(), 0, "of " + (desk.count() + refused.get()))
                    .speedAtMost("queue at the desk meanwhile, p99", desk.millis(0.99), DESK_P99_MILLIS, "ms")
                    .figure("help page meanwhile", read + " times shown, " + unread + " times not");
        }

        @Override
        public void close() {
            staff.interrupt();
            reader.interrupt();
        }
    }

    /** A member of staff who holds one conversation from before the flood. */
    private static final class Casework implements AutoCloseable {

        private final Scene scene;
        private final Desk desk;
        private final Desk.Member member;
        private final String conversation;

        Casework(Scene scene) throws IOException, InterruptedException {
            this.scene = scene;
            this.desk = new Desk(scene.app.address());
            this.member = desk.administrator();
            try (Driver driver = new Driver(scene.ledger, List.of(scene.app.address()))) {
                var update = new TelegramCitizen(WITH_STAFF, "Citizen").says("I want to talk to a person");
                driver.deliver(
                        new Ledger.Entry(
                                "telegram",
                                Long.toString(WITH_STAFF),
                                1,
                                update.path("update_id").asString("")),
                        Driver.WEBHOOK,
                        Driver.TELEGRAM,
                        update.toString(),
                        System.nanoTime());
            }
            this.conversation = waiting();
            Desk.Claim claim = desk.claim(member, conversation);
            if (claim.status() != 200) {
                throw new IOException("the claim was answered " + claim.status());
            }
        }

        private String waiting() throws InterruptedException {
            JdbcClient sql = scene.postgres.sql();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                var found = sql.sql("""
                                select c.id::text from conversations c join addresses a on a.id = c.address
                                where a.person = :person and c.floor = 'queue'""")
                        .param("person", Long.toString(WITH_STAFF))
                        .query(String.class)
                        .optional();
                if (found.isPresent()) {
                    return found.get();
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            throw new IllegalStateException("nobody was handed over");
        }

        /** At who waits. */
        void look() throws IOException {
            desk.queue(member);
        }

        void reply() throws IOException {
            desk.reply(member, conversation, "I am looking into it.");
        }

        /** Seconds from the commit until the messenger had it; what has not arrived counts until now. */
        double longest() {
            return scene.postgres
                    .sql()
                    .sql("""
                            select coalesce(max(extract(epoch from coalesce(o.settled_at, now()) - o.created_at)), 1e9)::float8
                            from outbox o join messages m on m.id = o.message
                            where m.conversation = :conversation::uuid and m.sender = 'staff'""")
                    .param("conversation", conversation)
                    .query(Double.class)
                    .single();
        }

        @Override
        public void close() throws IOException {
            desk.close();
        }
    }
}
