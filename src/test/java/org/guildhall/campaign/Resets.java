package org.guildhall.campaign;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.guildhall.simulator.TelegramCitizen;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Clients that reset their connection at any moment: no transaction and no place at the gate may stay behind. */
final class Resets implements Row {

    /** With one in ten a message that has to be answered, as many as two cores work off meanwhile. */
    private static final int PER_SECOND = 300;

    private static final double ASKED_PER_SECOND = 20;
    private static final int PEOPLE = 400;
    private static final int VISITORS = 10;
    private static final int PAGES = 40;
    private static final long FIRST_ID = 7_000_000;
    private static final int LONGEST_PAUSE_MILLIS = 50;
    private static final int QUIET_SECONDS = 5;
    private static final int AFTERWARDS = 200;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);
    private static final Duration WORKED_OFF = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return "resets";
    }

    @Override
    public String asked(boolean full) {
        return "%,d client resets in connect, header, body, before the answer and in event streams"
                .formatted(resets(full));
    }

    @Override
    public Result run(Run run) throws Exception {
        try (Town town = Town.withPostgres(run, PEOPLE, VISITORS)) {
            Storm storm = new Storm(town, run.random());
            try (Load _ = town.crowd().keepAsking(ASKED_PER_SECOND)) {
                storm.rage(resets(run.full()));
            }
            long over = System.nanoTime();
            long due = town.postgres()
                    .sql()
                    .sql("select count(*) from conversations where turn_due is not null")
                    .query(Long.class)
                    .single();
            double quiet = secondsUntilQuiet(town, over);
            double places = town.app().metric("guildhall_admission_taken")
                    - town.crowd().visitors().size();
            double afterwards = notAcceptedAtOnce(town);
            return new Result()
                    .law(town.judge(WORKED_OFF))
                    .figure("resets", storm)
                    .figure("turns still due at the last reset", due)
                    .speedAtMost("pool empty and nobody idle in transaction after", quiet, QUIET_SECONDS, "s")
                    .must("and at all", quiet < LONGEST_LOOK.toSeconds(), "not within " + LONGEST_LOOK)
                    .atMost("places at the gate left behind", places, 0, "")
                    .atMost("of %d messages afterwards not accepted at once".formatted(AFTERWARDS), afterwards, 0, "")
                    .atMost("leaks of buffers in the log", leaks(town.app()), 0, "");
        }
    }

    private static int resets(boolean full) {
        return full ? 100_000 : 1_000;
    }

    /** Both at one moment: turns and deliveries that still go on use connections too. */
    private static double secondsUntilQuiet(Town town, long since) throws IOException, InterruptedException {
        JdbcClient sql = town.postgres().sql();
        long waited = 0;
        while (waited < LONGEST_LOOK.toNanos()) {
            double inUse = town.app().metric("hikaricp_connections_active")
                    + town.app().metric("hikaricp_connections_pending");
            long idle = sql.sql("""
                            select count(*) from pg_stat_activity
                            where datname = current_database() and state like 'idle in transaction%'""").query(Long.class).single();
            waited = System.nanoTime() - since;
            if (inUse == 0 && idle == 0) {
                return waited / 1e9;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
        return waited / 1e9;
    }

    private static double notAcceptedAtOnce(Town town) throws IOException, InterruptedException {
        try (Driver driver = new Driver(town.ledger(), List.of(town.app().address()));
                Crowd crowd =
                        Crowd.inTurn(driver, town.messenger(), FIRST_ID + PEOPLE, AFTERWARDS, Questions.usual())) {
            crowd.ask(2 * ASKED_PER_SECOND, Duration.ofMillis((long) (AFTERWARDS / (2 * ASKED_PER_SECOND) * 1000)));
            crowd.awaitAcknowledged(WORKED_OFF);
            return AFTERWARDS - driver.statuses().getOrDefault(200, 0L);
        }
    }

    private static long leaks(Server app) throws IOException {
        try (Stream<String> lines = Files.lines(app.log())) {
            return lines.filter(line -> line.contains("LEAK:")).count();
        }
    }

    /** All the resets, by a clock that waits for nobody. */
    private static final class Storm {

        private final InetSocketAddress server;
        private final Random random;
        private final List<String> questions;
        private final List<TelegramCitizen> citizens = new ArrayList<>();
        private final List<String> tokens = new ArrayList<>();
        private final LongAdder reset = new LongAdder();
        private final LongAdder endedBefore = new LongAdder();

        Storm(Town town, Random random) throws IOException {
            this.server = town.app().address();
            this.random = random;
            this.questions = Questions.usual();
            for (int i = 0; i < PEOPLE; i++) {
                citizens.add(new TelegramCitizen(FIRST_ID + i, "Citizen " + i));
            }
            for (int i = 0; i < PAGES; i++) {
                tokens.add(page(town, "page-" + i));
            }
        }

        /** A chat page with something on it. */
        private static String page(Town town, String id) throws IOException {
            Driver driver = town.driver();
            String json = "Content-Type: application/json";
            String session = driver.reply("/api/chat/sessions", List.of(json), utf8("{}"))
                    .text();
            String token = JSON.readTree(session).path("token").asString("");
            int status = driver.offerOnce(
                    "/api/chat/messages",
                    List.of(json, "Authorization: Bearer " + token),
                    utf8("{\"id\":\"" + id + "\",\"text\":\"When is my bin day?\"}"));
            if (status != 202) {
                throw new IOException("a chat page cannot be opened, status " + status);
            }
            town.ledger().acknowledged(new Ledger.Entry("webchat", id, 1, id));
            return token;
        }

        void rage(int resets) throws InterruptedException {
            long interval = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            long began = System.nanoTime();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < resets; i++) {
                    TimeUnit.NANOSECONDS.sleep(began + i * interval - System.nanoTime());
                    Visit visit = visit();
                    threads.execute(() -> visit(visit));
                }
            }
        }

        /** Decided here, one after the other, so that it repeats. */
        private Visit visit() {
            int pause = random.nextInt(LONGEST_PAUSE_MILLIS + 1);
            byte[] message = message();
            return switch (random.nextInt(5)) {
                case 0 -> new Visit(new byte[0], false, pause);
                case 1 -> new Visit(Arrays.copyOf(message, random.nextInt(1, 100)), false, pause);
                case 2 -> new Visit(Arrays.copyOf(message, random.nextInt(200, message.length)), false, pause);
                case 3 -> new Visit(random.nextBoolean() ? message : question(), false, pause);
                default -> new Visit(stream(), true, pause);
            };
        }

        private byte[] message() {
            byte[] body = utf8(
                    citizens.get(random.nextInt(PEOPLE)).says(question(random)).toString());
            byte[] head = utf8("POST " + Driver.WEBHOOK + " HTTP/1.1\r\nHost: localhost\r\n"
                    + String.join("\r\n", Driver.TELEGRAM) + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            byte[] whole = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, whole, head.length, body.length);
            return whole;
        }

        private byte[] question() {
            String path = random.nextBoolean()
                    ? "/"
                    : "/api/answers?q=" + URLEncoder.encode(question(random), StandardCharsets.UTF_8);
            return utf8("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }

        private String question(Random random) {
            return questions.get(random.nextInt(questions.size()));
        }

        private byte[] stream() {
            return utf8("GET /api/chat/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                    + "Authorization: Bearer " + tokens.get(random.nextInt(PAGES)) + "\r\n\r\n");
        }

        private void visit(Visit visit) {
            try (Socket socket = new Socket()) {
                socket.connect(server, 10_000);
                socket.setSoLinger(true, 0);
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(visit.bytes);
                if (visit.reads) {
                    socket.getInputStream().read();
                }
                TimeUnit.MILLISECONDS.sleep(visit.pauseMillis);
                reset.increment();
            } catch (IOException ended) {
                endedBefore.increment();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "%,d, ended by the server before %,d".formatted(reset.sum(), endedBefore.sum());
        }
    }

    /**
     * One client.
     *
     * @param bytes what it sends before it goes
     * @param reads whether it waits until the answer has begun
     */
    private record Visit(byte[] bytes, boolean reads, int pauseMillis) {}
}
