package org.guildhall.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.simulator.Caller;
import org.guildhall.simulator.WebhookCall;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that no messenger should send, made from real ones, to every channel, beside people who ask as usual. */
final class Malformed implements Row {

    private static final Path FIXTURES = Path.of("src", "test", "resources", "channel");
    /** Real payloads of all messengers, where they lie beside the project. */
    private static final Path SAMPLES = Path.of("..", "shared", "channels");

    private static final int AT_ONCE = 16;
    private static final double PER_SECOND = 10;
    private static final int PEOPLE = 100;
    /** One in so many bodies has no proof of who sent it. */
    private static final int UNSIGNED = 20;
    /** One in so many is another messenger's. */
    private static final int FOREIGN = 20;

    /** Bytes that every channel's door reads. */
    private static final int LARGEST = 1024 * 1024;

    private static final double FLAT = 1.1;
    /** Has the model that tells languages apart loaded at once; later, it would look like a leak. */
    private static final String POLISH = "Moje śmieci nie zostały dzisiaj odebrane";

    private static final int AFTERWARDS = 500;
    private static final Duration WORKED_OFF = Duration.ofHours(2);

    private static final Pattern STACK = Pattern.compile("^\\s+at [\\w.$/@]+\\(.*|^Caused by: .*");

    @Override
    public String name() {
        return "malformed";
    }

    @Override
    public String asked(boolean full) {
        return "%,d malformed bodies (mutated from real ones) over all channels, Netty looking for leaks in each buffer"
                .formatted(bodies(full));
    }

    @Override
    public Result run(Run run) throws Exception {
        int bodies = bodies(run.full());
        try (Messenger messenger = Messenger.start();
                Postgres postgres = run.postgres("postgres");
                Server app = run.server("app", messenger)
                        .on(postgres)
                        .option("-Dio.netty.leakDetection.level=paranoid")
                        .start();
                Ledger ledger = Ledger.open(run.folder().resolve("ledger"))) {
            app.awaitReady();
            app.awaitAnswers();
            app.answers(POLISH);
            try (Driver driver = new Driver(ledger, List.of(app.address()));
                    Driver hostile = new Driver(ledger, List.of(app.address()));
                    OtherMessengers.Receipts _ = messenger.receiptsThrough(hostile);
                    Crowd crowd = new Crowd(driver, messenger, run.seed(), PEOPLE, 0, Questions.usual())) {
                Flood flood = new Flood(run, hostile, inlets(hostile, messenger));
                long before;
                try (Load _ = crowd.keepAsking(PER_SECOND)) {
                    flood.send(0, bodies / 4);
                }
                awaitWorkedOff(postgres);
                before = app.liveBytes();
                try (Load _ = crowd.keepAsking(PER_SECOND)) {
                    flood.send(bodies / 4, bodies);
                }
                crowd.awaitAcknowledged(WORKED_OFF);
                Law.Verdict verdict = new Law(ledger, messenger, List.of(), citizens(ledger)::contains)
                        .awaitAndCheck(postgres::sql, WORKED_OFF);
                long after = app.liveBytes();
                // Meanwhile the server may have closed what nobody used: a reply to a made-up address takes a minute.
                driver.hangUp();
                hostile.hangUp();
                // Netty tells of a leak when it makes the next buffer after the collection.
                flood.send(bodies, bodies + AFTERWARDS);
                Result result = flood.judged(new Result().law(verdict))
                        .figure("statuses of people's messages", driver.statuses())
                        .figure("heap in use after a collection, MB", megabytes(before) + ", then " + megabytes(after))
                        .atMost("heap at the end", after / (double) before, FLAT, "of what it was");
                kept(app, driver, postgres, flood, result);
                return logged(app, result);
            }
        }
    }

    private static int bodies(boolean full) {
        return full ? 1_000_000 : 3_000;
    }

    private static void awaitWorkedOff(Postgres postgres) throws InterruptedException {
        String left = Law.awaitDrained(postgres::sql, WORKED_OFF);
        if (!left.isEmpty()) {
            throw new IllegalStateException("not worked off: " + left);
        }
    }

    private static Set<String> citizens(Ledger ledger) throws IOException {
        Set<String> citizens = ConcurrentHashMap.newKeySet();
        ledger.entries().forEach(entry -> citizens.add(entry.citizen()));
        return citizens;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    /** Every 2xx stands for something: what could not be read is kept, once, however often it came. */
    private static void kept(Server app, Driver people, Postgres postgres, Flood flood, Result result)
            throws IOException {
        Map<String, Double> outcomes = new TreeMap<>();
        for (String outcome : List.of("accepted", "duplicate", "ignored", "kept")) {
            outcomes.put(
                    outcome,
                    app.metric(
                            "guildhall_webhooks_seconds_count", "channel=\"telegram\"", "outcome=\"" + outcome + "\""));
        }
        double kept = outcomes.getOrDefault("kept", 0.0);
        double all = outcomes.values().stream().mapToDouble(it -> it).sum();
        long letters = postgres.sql()
                .sql("select count(*) from dead_letters where body is not null and channel = 'telegram'")
                .query(Long.class)
                .single();
        result.figure("Telegram's 2xx", outcomes)
                .atMost("2xx beyond these", Math.abs(all - flood.taken() - people.acknowledged()), 0, "")
                .figure("dead letters", letters)
                .atMost("kept and not there", Math.max(0, kept - letters - flood.repeats()), 0, "")
                .atMost("there and not kept", Math.max(0, letters - kept), 0, "");
    }

    private static Result logged(Server app, Result result) throws IOException {
        long traces;
        long leaks;
        long warnings;
        try (Stream<String> lines = Files.lines(app.log(), StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            traces = all.stream()
                    .filter(line -> line.contains("\"stack_trace\"")
                            || STACK.matcher(line).matches())
                    .count();
            leaks = all.stream().filter(line -> line.contains("LEAK")).count();
            warnings = all.stream()
                    .filter(line -> line.contains("\"level\":\"WARN\"") || line.contains("\"level\":\"ERROR\""))
                    .count();
        }
        return result.atMost("lines of stack traces", traces, 0, "")
                .atMost("leaks", leaks, 0, "")
                .figure("warnings and errors in the log", warnings);
    }

    /**
     * Where a channel takes bodies.
     *
     * @param proof headers by which it believes a body
     * @param strict whether what it does not believe must have been without them
     * @param samples real bodies of its messenger
     */
    private record Inlet(String name, String path, Proof proof, boolean strict, List<byte[]> samples) {}

    private interface Proof {
        List<String> of(byte[] body, SplittableRandom chance);
    }

    /** All channels there are; another messenger of the simulator comes by itself. */
    private static List<Inlet> inlets(Driver driver, Messenger messenger) throws IOException {
        List<byte[]> chat = samples("webchat");
        chat.add("{\"id\":\"1\",\"text\":\"my bin wasn't emptied\"}".getBytes(StandardCharsets.UTF_8));
        chat.add("{\"id\":\"2\",\"text\":\"Yes\",\"choice\":\"solved\"}".getBytes(StandardCharsets.UTF_8));
        List<List<String>> tokens = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            tokens.add(List.of("Content-Type: application/json", "Authorization: Bearer " + token(driver)));
        }
        Proof telegram = (body, chance) -> Driver.TELEGRAM;
        List<Inlet> inlets = new ArrayList<>(List.of(
                new Inlet("telegram", Driver.WEBHOOK, telegram, true, samples("telegram")),
                new Inlet("telegram", Driver.WEBHOOK, telegram, true, samples("telegram")),
                new Inlet("telegram", Driver.WEBHOOK + "/more", telegram, true, samples("telegram")),
                new Inlet(
                        "web chat",
                        "/api/chat/messages",
                        (body, chance) -> tokens.get(chance.nextInt(tokens.size())),
                        false,
                        chat),
                new Inlet("web chat's webhook", "/webhooks/webchat", (body, chance) -> List.of(), false, chat)));
        for (Caller caller : messenger.others()) {
            // What Twilio signs are the fields of a form, and a broken form has others for everybody who reads it.
            // Teams' token names the service in the body, which a broken body may name otherwise.
            boolean strict = !Set.of("twilio", "teams").contains(caller.channel());
            inlets.add(new Inlet(
                    caller.channel(),
                    "/webhooks/" + caller.channel(),
                    (body, chance) -> WebhookCall.lines(caller.proof(body)),
                    strict,
                    samples(caller.channel())));
        }
        return inlets;
    }

    private static String token(Driver driver) {
        Wire.Reply reply = driver.reply(
                "/api/chat/sessions", List.of("Content-Type: application/json"), "{}".getBytes(StandardCharsets.UTF_8));
        return JsonMapper.shared().readTree(reply.text()).path("token").asString("");
    }

    private static List<byte[]> samples(String messenger) throws IOException {
        List<byte[]> samples = new ArrayList<>();
        for (Path folder : List.of(FIXTURES.resolve(messenger), SAMPLES.resolve(messenger))) {
            samples.addAll(files(folder));
        }
        return samples;
    }

    private static List<byte[]> files(Path folder) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(it -> it.toString().matches(".*[.](json|form|txt)"))
                        .sorted()
                        .toList()) {
                    bodies.add(Files.readAllBytes(file));
                }
            }
        }
        return bodies;
    }

    /** Body after body; which is the how-manieth depends on the seed alone. */
    private static final class Flood {
        private static final Pattern UPDATE = Pattern.compile("(\"update_id\"\\s*:\\s*)\\d+");
        private static final Pattern PERSON = Pattern.compile("(\"id\"\\s*:\\s*)\\d{3,}");
        /** As the others write them, but for the ids of our own accounts. */
        private static final Pattern OTHER_PERSON =
                Pattern.compile("(\"(?:id|from|source_number)\"\\s*:\\s*\"|From=%2B)(?!1046|1047|1784)\\d{3,}");

        private static final Pattern MESSAGE = Pattern.compile(
                "(\"(?:id|mid)\"\\s*:\\s*\"[0-9a-f-]{24}|\"(?:id|mid)\"\\s*:\\s*\"[A-Za-z_.]+|MessageSid=SM)");
        /** Above the ids of people who ask as usual, and with a million more still an {@code int} as Telegram's are. */
        private static final long FIRST_UPDATE = 2_000_000_000;

        private static final long FIRST_PERSON = 600_000_000_000L;

        private final Run run;
        private final Driver driver;
        private final List<Inlet> inlets;
        private final List<byte[]> foreign;
        private final Map<String, LongAdder> statuses = new ConcurrentHashMap<>();
        private final Set<Long> seen = ConcurrentHashMap.newKeySet();
        private final LongAdder repeats = new LongAdder();
        private final LongAdder unanswered = new LongAdder();
        private final LongAdder taken = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder broken = new LongAdder();

        Flood(Run run, Driver driver, List<Inlet> inlets) throws IOException {
            this.run = run;
            this.driver = driver;
            this.inlets = inlets;
            this.foreign = Files.isDirectory(SAMPLES)
                    ? files(SAMPLES)
                    : inlets.getLast().samples();
        }

        void send(int from, int to) throws InterruptedException, ExecutionException {
            AtomicLong next = new AtomicLong(from);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> senders = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    senders.add(threads.submit(() -> {
                        for (long n = next.getAndIncrement(); n < to; n = next.getAndIncrement()) {
                            send(n);
                        }
                    }));
                }
                for (Future<?> sender : senders) {
                    sender.get();
                }
            }
        }

        private void send(long number) {
            SplittableRandom chance = new SplittableRandom(run.seed() * 1_000_003 + number);
            Inlet inlet = inlets.get(chance.nextInt(inlets.size()));
            byte[] other = foreign.get(chance.nextInt(foreign.size()));
            byte[] real = chance.nextInt(FOREIGN) == 0
                    ? other
                    : fresh(inlet.samples().get(chance.nextInt(inlet.samples().size())), number);
            byte[] body = Mutations.of(real, other, chance);
            boolean signed = chance.nextInt(UNSIGNED) != 0;
            List<String> proof = inlet.proof().of(body, chance);
            int status = driver.offerOnce(inlet.path(), signed ? proof : List.of(), body);
            note(inlet, signed, status);
            // Whoever sends too much may find the connection closed before the answer can be read.
            if (status == 0 && body.length <= LARGEST) {
                unanswered.increment();
            }
            if (signed && inlet.name().equals("telegram") && !seen.add(Arrays.hashCode(body) * 31L + body.length)) {
                repeats.increment();
            }
            if (number % 100_000 == 99_999) {
                run.say("%,d bodies".formatted(number + 1));
            }
        }

        /** Somebody else's, and new. */
        private static byte[] fresh(byte[] sample, long number) {
            String text = new String(sample, StandardCharsets.ISO_8859_1);
            text = UPDATE.matcher(text).replaceAll("$1" + (FIRST_UPDATE + number));
            text = MESSAGE.matcher(text).replaceAll("$1" + number);
            text = OTHER_PERSON.matcher(text).replaceAll("$1" + (FIRST_PERSON + number));
            return PERSON.matcher(text)
                    .replaceAll("$1" + (FIRST_PERSON + number))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        private void note(Inlet inlet, boolean signed, int status) {
            if (status / 100 == 2 && inlet.name().equals("telegram")) {
                taken.increment();
            }
            String kind = inlet.name() + (signed ? " " : " unsigned ") + status;
            statuses.computeIfAbsent(kind, each -> new LongAdder()).increment();
            if (status / 100 == 5) {
                broken.increment();
            }
            // What a messenger signed is taken, however odd it is, unless it is too long.
            LongPredicate fine = it -> it / 100 == 2 || it == 413 || it == 0;
            if (inlet.strict() && signed && !fine.test(status)) {
                refused.increment();
            }
        }

        long taken() {
            return taken.sum();
        }

        long repeats() {
            return repeats.sum();
        }

        Result judged(Result result) {
            Map<String, Long> counts = new TreeMap<>();
            statuses.forEach((kind, count) -> counts.put(kind, count.sum()));
            return result.figure("statuses", counts)
                    .atMost("5xx", broken.sum(), 0, "")
                    .atMost("without an answer", unanswered.sum(), 0, "")
                    .atMost("signed and refused", refused.sum(), 0, "");
        }
    }
}
