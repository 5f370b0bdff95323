package org.guildhall.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** All staff claim the same conversation at the same moment, at two nodes on one PostgreSQL: one of them gets it. */
final class Claims implements Row {

    private static final int STAFF = 50;
    private static final double PER_SECOND = 100;
    private static final String WISH = "I want to talk to a person";
    private static final long FIRST_ID = 5_000_000;
    private static final Duration WORKED_OFF = Duration.ofMinutes(4);

    @Override
    public String name() {
        return "claims";
    }

    @Override
    public String asked(boolean full) {
        return "%d staff with tokens claim the same conversation at once, %,d conversations, two nodes"
                .formatted(STAFF, conversations(full));
    }

    @Override
    public Result run(Run run) throws Exception {
        int conversations = conversations(run.full());
        try (Twins twins = Twins.ready(run);
                Driver driver = new Driver(twins.ledger(), twins.addresses());
                Crowd crowd = Crowd.inTurn(driver, twins.messenger(), FIRST_ID, conversations, List.of(WISH));
                Desk deskA = new Desk(twins.addresses().getFirst());
                Desk deskB = new Desk(twins.addresses().getLast())) {
            crowd.ask(PER_SECOND, Duration.ofMillis((long) (conversations * 1000 / PER_SECOND)));
            Scrum scrum = new Scrum(List.of(deskA, deskB), run);
            scrum.claim(conversations);
            if (!crowd.awaitAcknowledged(WORKED_OFF)) {
                throw new IllegalStateException("not everything was acknowledged: " + driver.statuses());
            }
            Law.Verdict verdict = twins.judge(List.of(), WORKED_OFF);
            return scrum.judged(twins.postgres(), new Result().law(verdict), conversations);
        }
    }

    private static int conversations(boolean full) {
        return full ? 2_000 : 20;
    }

    /** Everybody at once, one conversation after the other. */
    private static final class Scrum {
        private final List<Desk> desks;
        private final Run run;
        private final Random random;
        private final List<Desk.Member> staff = new ArrayList<>();
        private final Map<String, String> winners = new TreeMap<>();
        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final Latencies latencies = new Latencies();
        private final Set<String> winning = new HashSet<>();
        private int unlike;
        private int misled;

        Scrum(List<Desk> desks, Run run) {
            this.desks = desks;
            this.run = run;
            this.random = run.random();
        }

        void claim(int conversations) throws Exception {
            Desk.Member administrator = desks.getFirst().administrator();
            long end = System.nanoTime() + WORKED_OFF.toNanos();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                while (winners.size() < conversations) {
                    List<Desk.Waiting> waiting = desks.getFirst().queue(administrator);
                    if (waiting.isEmpty()) {
                        if (System.nanoTime() > end) {
                            throw new IllegalStateException("only " + winners.size() + " have come into the queue");
                        }
                        TimeUnit.MILLISECONDS.sleep(50);
                    } else if (staff.isEmpty()) {
                        hire(administrator, waiting.getFirst().team(), threads);
                    } else {
                        for (Desk.Waiting one : waiting) {
                            end = System.nanoTime() + WORKED_OFF.toNanos();
                            allAtOnce(one.conversation(), threads);
                        }
                    }
                }
            }
        }

        private void hire(Desk.Member administrator, String team, ExecutorService threads) throws Exception {
            List<Future<Desk.Member>> colleagues = new ArrayList<>();
            for (int i = 1; i <= STAFF; i++) {
                Desk desk = desks.get(i % desks.size());
                String name = "colleague-" + i;
                colleagues.add(threads.submit(() -> desk.hire(administrator, name, List.of(team))));
            }
            for (Future<Desk.Member> colleague : colleagues) {
                staff.add(colleague.get());
            }
        }

        private void allAtOnce(String conversation, ExecutorService threads) throws Exception {
            Collections.shuffle(staff, random);
            CountDownLatch ready = new CountDownLatch(staff.size());
            List<Future<Desk.Claim>> attempts = new ArrayList<>();
            for (int i = 0; i < staff.size(); i++) {
                Desk.Member member = staff.get(i);
                Desk desk = desks.get(i % desks.size());
                attempts.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    long began = System.nanoTime();
                    Desk.Claim claim = desk.claim(member, conversation);
                    latencies.add(System.nanoTime() - began);
                    return claim;
                }));
            }
            List<Desk.Claim> claims = new ArrayList<>();
            for (Future<Desk.Claim> attempt : attempts) {
                claims.add(attempt.get());
            }
            note(conversation, claims);
            if (winners.size() % 100 == 0) {
                run.say("%,d conversations".formatted(winners.size()));
            }
        }

        private void note(String conversation, List<Desk.Claim> claims) {
            claims.forEach(claim -> statuses.merge(claim.status(), 1, Integer::sum));
            List<String> won = claims.stream()
                    .filter(claim -> claim.status() == 200)
                    .map(Desk.Claim::by)
                    .toList();
            long refused =
                    claims.stream().filter(claim -> claim.status() == 409).count();
            String winner = won.isEmpty() ? "" : won.getFirst();
            winners.put(conversation, winner);
            winning.add(winner);
            if (won.size() != 1 || refused != STAFF - 1) {
                unlike++;
            }
            misled += (int) claims.stream()
                    .filter(claim -> !claim.holder().equals(winner))
                    .count();
        }

        Result judged(Postgres postgres, Result result, int conversations) {
            Map<String, String> holders = new TreeMap<>();
            postgres.sql()
                    .sql("select id::text, held_by from conversations where floor = 'staff'")
                    .query(row -> {
                        holders.put(row.getString(1), row.getString(2));
                    });
            return result.figure("statuses", statuses)
                    .figure("different winners", winning.size())
                    .figure("a claim's p99 ms", latencies.millis(0.99))
                    .atMost("conversations without one winner and %d × 409".formatted(STAFF - 1), unlike, 0, "")
                    .atMost("answers that name another than the winner", misled, 0, "")
                    .must(
                            "each of the %,d held by its winner".formatted(conversations),
                            holders.equals(winners) && holders.size() == conversations,
                            "%d held, %d won".formatted(holders.size(), winners.size()));
        }
    }
}
