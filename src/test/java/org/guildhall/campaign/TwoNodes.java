package org.guildhall.campaign;

import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Two nodes on one PostgreSQL: either is killed, or stands still for three leases and wakes up again. */
final class TwoNodes implements Row {

    /** How long a node may hold a conversation without writing, as in {@code conversation.Leases}. */
    private static final int LEASE_SECONDS = 5;

    private static final int PAUSE_LEASES = 3;
    private static final int PAUSES = 200;
    private static final int KILLS = 52;

    private static final double PER_SECOND = 40;
    /** Of the pair whose nodes are killed in the full form: one that was killed half a minute ago is still slow at everything. */
    private static final double PER_SECOND_OF_THE_KILLED = 10;

    /** Of each pair while several pause: who was stopped needs half of a small machine to catch up. */
    private static final double PER_SECOND_OF_SEVERAL = 8;

    /** Pairs that pause at the same time in the full form: most of it is waiting, and nodes of different pairs never meet. */
    private static final int PAIRS = 4;

    /** So many questions at one moment, so that the node is at work when it stops. */
    private static final int BURST = 60;

    private static final int PEOPLE = 600;
    private static final int VISITORS = 10;
    private static final int TAKEOVER_SECONDS = 10;
    /** What holds on any machine: longer than this and nobody looks for what was left behind. */
    private static final int LONGEST_TAKEOVER_SECONDS = 30;
    /** How often a node is stopped anew that held nothing when it was stopped. */
    private static final int MOST_STOPS = 20;
    /** As a load balancer gives up a node that does not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration WORKED_OFF = Duration.ofMinutes(4);

    @Override
    public String name() {
        return "two-nodes";
    }

    @Override
    public String asked(boolean full) {
        return "two nodes, one PostgreSQL: kill either %d times, SIGSTOP for %d leases then SIGCONT %d times"
                .formatted(full ? KILLS : 1, PAUSE_LEASES, full ? PAUSES : 1);
    }

    @Override
    public Result run(Run run) throws Exception {
        int pairs = run.count(1, PAIRS);
        CountDownLatch others = new CountDownLatch(pairs - 1);
        List<Future<Seen>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int pair = 1; pair < pairs; pair++) {
                Run part = run.part(pair, pairs);
                running.add(threads.submit(() -> {
                    try {
                        return pair(part, pairs, 0, new CountDownLatch(0));
                    } finally {
                        others.countDown();
                    }
                }));
            }
            Run last = run.part(pairs, pairs);
            running.add(threads.submit(() -> pair(last, pairs, run.count(1, KILLS), others)));
        }
        List<Seen> seen = new ArrayList<>();
        for (Future<Seen> pair : running) {
            seen.add(pair.get());
        }
        return judged(run, seen);
    }

    /** @param others open until nobody else is left: a node that starts needs all that this machine has */
    private static Seen pair(Run run, int pairs, int kills, CountDownLatch others) throws Exception {
        try (Twins twins = Twins.ready(run);
                Driver driver = new Driver(twins.ledger(), twins.addresses(), PATIENCE);
                Crowd crowd =
                        Crowd.everywhere(driver, twins.messenger(), run.seed(), PEOPLE, VISITORS, Questions.usual())) {
            Witness witness = new Witness(twins.postgres().sql());
            List<Silence> silences = new ArrayList<>();
            double besideOthers = run.full() ? PER_SECOND_OF_SEVERAL : PER_SECOND;
            try (Load _ = crowd.keepAsking(besideOthers)) {
                silences.addAll(pauses(run, run.count(1, PAUSES / pairs), twins.nodes(), crowd, witness));
            }
            others.await();
            try (Load _ = crowd.keepAsking(run.full() ? PER_SECOND_OF_THE_KILLED : PER_SECOND)) {
                silences.addAll(kills(run, kills, twins.nodes(), crowd, witness));
            }
            if (!crowd.awaitAcknowledged(WORKED_OFF)) {
                throw new IllegalStateException("not everything was acknowledged: " + driver.statuses());
            }
            return Seen.of(twins.judge(crowd.visitors(), WORKED_OFF), witness, silences);
        }
    }

    private static List<Silence> pauses(Run run, int pauses, List<Server> nodes, Crowd crowd, Witness witness)
            throws Exception {
        Random random = run.random();
        List<Silence> silences = new ArrayList<>();
        for (int pause = 1; pause <= pauses; pause++) {
            int node = pause % 2;
            TimeUnit.SECONDS.sleep(1);
            silences.add(new Silence(node, stoppedAtWork(nodes.get(node), Twins.name(node), crowd, witness, random)));
            TimeUnit.SECONDS.sleep((long) PAUSE_LEASES * LEASE_SECONDS);
            nodes.get(node).resume();
            run.say("pause %d of %d".formatted(pause, pauses));
        }
        return silences;
    }

    private static List<Silence> kills(Run run, int kills, List<Server> nodes, Crowd crowd, Witness witness)
            throws Exception {
        Random random = run.random();
        List<Silence> silences = new ArrayList<>();
        for (int kill = 1; kill <= kills; kill++) {
            int node = kill % 2;
            TimeUnit.SECONDS.sleep(1);
            silences.add(new Silence(node, stoppedAtWork(nodes.get(node), Twins.name(node), crowd, witness, random)));
            nodes.get(node).kill();
            double ready = nodes.get(node).start().awaitReady().toMillis() / 1000.0;
            run.say("kill %d of %d: back after %.1f s".formatted(kill, kills, ready));
        }
        return silences;
    }

    /**
     * Stops a node that holds a conversation: one that happens to hold none goes on, is given more to do and is stopped
     * again, because nothing could be taken over from it.
     *
     * @return when it fell silent
     */
    private static OffsetDateTime stoppedAtWork(Server node, String name, Crowd crowd, Witness witness, Random random)
            throws IOException, InterruptedException {
        for (int stop = 1; true; stop++) {
            crowd.burst(BURST);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(20, 300));
            node.pause();
            OffsetDateTime silent = witness.now();
            if (witness.holdsSomething(name) || stop == MOST_STOPS) {
                return silent;
            }
            node.resume();
        }
    }

    private static Result judged(Run run, List<Seen> pairs) {
        Latencies takeovers = new Latencies();
        Latencies parts = new Latencies();
        Result result = new Result();
        for (Seen pair : pairs) {
            result.law(pair.verdict);
            pair.takeovers.forEach(seconds -> takeovers.add((long) (seconds * 1e9)));
            pair.parts.forEach(seconds -> parts.add((long) (seconds * 1e9)));
        }
        return result.figure("pairs of nodes that pause at the same time", pairs.size())
                .figure("kills", run.count(1, KILLS))
                .figure("pauses", run.count(1, PAUSES))
                .figure("conversations taken over", takeovers.count())
                .figure("parts taken over in the middle of being sent", parts.count())
                .must("something was taken over", takeovers.count() > 0, "no: nobody was at work when it stopped")
                .atMost("double owners", sum(pairs, Seen::doubleOwners), 0, "")
                .atMost("stale writes", sum(pairs, Seen::staleWrites), 0, "")
                .atMost("longest takeover", seconds(takeovers, 1), LONGEST_TAKEOVER_SECONDS, "s")
                .atMost("longest takeover of a part", seconds(parts, 1), LONGEST_TAKEOVER_SECONDS, "s")
                .speedAtMost("takeover p99", seconds(takeovers, 0.99), TAKEOVER_SECONDS, "s")
                .speedAtMost("takeover of a part p99", seconds(parts, 0.99), TAKEOVER_SECONDS, "s")
                .atMost(
                        "duplicates on web chat",
                        sum(pairs, pair -> pair.verdict.finding().duplicatesOnWebChat()),
                        0,
                        "");
    }

    private static int sum(List<Seen> pairs, ToIntFunction<Seen> figure) {
        return pairs.stream().mapToInt(figure).sum();
    }

    private static double seconds(Latencies latencies, double share) {
        return latencies.count() == 0 ? 0 : latencies.millis(share) / 1000;
    }

    /** A node that fell silent at this moment of the database's clock. */
    private record Silence(int node, OffsetDateTime at) {}

    /** What was seen of one pair; takeovers in seconds. */
    private record Seen(
            Law.Verdict verdict, List<Double> takeovers, List<Double> parts, int doubleOwners, int staleWrites) {

        static Seen of(Law.Verdict verdict, Witness witness, List<Silence> silences) {
            List<Double> takeovers = new ArrayList<>();
            List<Double> parts = new ArrayList<>();
            for (Silence silence : silences) {
                String node = Twins.name(silence.node);
                takeovers.addAll(witness.takeovers(node, silence.at));
                parts.addAll(witness.partsTakenOver(node, silence.at));
            }
            return new Seen(verdict, takeovers, parts, witness.doubleOwners(), witness.staleWrites());
        }
    }
}
