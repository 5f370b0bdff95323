package org.guildhall.campaign;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Two nodes on one PostgreSQL: either is killed, or stands still for three leases and wakes up again. */
final class TwoNodes implements Row {

    /** How long a node may hold a conversation without writing, as in {@code conversation.Leases}. */
    private static final int LEASE_SECONDS = 5;

    private static final int PAUSE_LEASES = 3;
    private static final double PER_SECOND = 40;
    /** So many questions at one moment, so that the node is at work when it stops. */
    private static final int BURST = 60;

    private static final int PEOPLE = 600;
    private static final int VISITORS = 10;
    private static final int TAKEOVER_SECONDS = 10;
    /** As a load balancer gives up a node that does not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration WORKED_OFF = Duration.ofMinutes(4);
    private static final List<String> NAMES = List.of("node_a", "node_b");

    @Override
    public String name() {
        return "two-nodes";
    }

    @Override
    public String asked(boolean full) {
        return "two nodes, one PostgreSQL: kill either %d times, SIGSTOP for %d leases then SIGCONT %d times"
                .formatted(full ? 50 : 1, PAUSE_LEASES, full ? 200 : 1);
    }

    @Override
    public Result run(Run run) throws Exception {
        try (Messenger messenger = Messenger.start();
                Postgres postgres = run.postgres("postgres");
                Server a = node(run, messenger, postgres, 0);
                Server b = node(run, messenger, postgres, 1);
                Ledger ledger = Ledger.open(run.folder().resolve("ledger"))) {
            Witness witness = new Witness(postgres.sql());
            a.start();
            b.start();
            a.awaitReady();
            b.awaitReady();
            a.awaitAnswers();
            b.awaitAnswers();
            try (Driver driver = new Driver(ledger, List.of(a.address(), b.address()), PATIENCE);
                    Crowd crowd = new Crowd(driver, messenger, run.seed(), PEOPLE, VISITORS, Questions.usual())) {
                List<Silence> silences = new ArrayList<>();
                try (Crowd.Load _ = crowd.keepAsking(PER_SECOND)) {
                    silences.addAll(pauses(run, List.of(a, b), crowd, witness));
                    silences.addAll(kills(run, List.of(a, b), crowd, witness));
                }
                if (!crowd.awaitAcknowledged(WORKED_OFF)) {
                    throw new IllegalStateException("not everything was acknowledged: " + driver.statuses());
                }
                Law.Verdict verdict =
                        new Law(ledger, messenger, crowd.visitors()).awaitAndCheck(postgres::sql, WORKED_OFF);
                return judged(run, verdict, witness, silences);
            }
        }
    }

    private static Server node(Run run, Messenger messenger, Postgres postgres, int number) throws Exception {
        String name = NAMES.get(number);
        postgres.role(name);
        return run.server(name, messenger).on(postgres, name);
    }

    private static List<Silence> pauses(Run run, List<Server> nodes, Crowd crowd, Witness witness) throws Exception {
        Random random = run.random();
        List<Silence> silences = new ArrayList<>();
        int pauses = run.count(1, 200);
        for (int pause = 1; pause <= pauses; pause++) {
            int node = pause % 2;
            TimeUnit.SECONDS.sleep(1);
            atWork(crowd, random);
            nodes.get(node).pause();
            silences.add(new Silence(node, witness.now()));
            TimeUnit.SECONDS.sleep((long) PAUSE_LEASES * LEASE_SECONDS);
            nodes.get(node).resume();
            run.say("pause %d of %d".formatted(pause, pauses));
        }
        return silences;
    }

    private static List<Silence> kills(Run run, List<Server> nodes, Crowd crowd, Witness witness) throws Exception {
        Random random = run.random();
        List<Silence> silences = new ArrayList<>();
        int kills = run.count(1, 50);
        for (int kill = 1; kill <= kills; kill++) {
            int node = kill % 2;
            TimeUnit.SECONDS.sleep(1);
            atWork(crowd, random);
            nodes.get(node).kill();
            silences.add(new Silence(node, witness.now()));
            double ready = nodes.get(node).start().awaitReady().toMillis() / 1000.0;
            run.say("kill %d of %d: back after %.1f s".formatted(kill, kills, ready));
        }
        return silences;
    }

    private static void atWork(Crowd crowd, Random random) throws InterruptedException {
        crowd.burst(BURST);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(20, 300));
    }

    private static Result judged(Run run, Law.Verdict verdict, Witness witness, List<Silence> silences) {
        Latencies takeovers = new Latencies();
        for (Silence silence : silences) {
            witness.takeovers(NAMES.get(silence.node), silence.at)
                    .forEach(seconds -> takeovers.add((long) (seconds * 1e9)));
        }
        return new Result()
                .law(verdict)
                .figure("kills", run.count(1, 50))
                .figure("pauses", run.count(1, 200))
                .figure("conversations taken over", takeovers.count())
                .atMost("double owners", witness.doubleOwners(), 0, "")
                .atMost("stale writes", witness.staleWrites(), 0, "")
                .speedAtMost(
                        "takeover p99",
                        takeovers.count() == 0 ? 0 : takeovers.millis(0.99) / 1000,
                        TAKEOVER_SECONDS,
                        "s")
                .atMost("duplicates on web chat", verdict.finding().duplicatesOnWebChat(), 0, "");
    }

    /** A node that fell silent at this moment of the database's clock. */
    private record Silence(int node, OffsetDateTime at) {}
}
