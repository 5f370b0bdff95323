package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.FileSystemUtils;

/** Questions go on being answered while articles change: the index is built aside and put in place whole. */
class RepublishingTests {

    private static final int QUESTIONS_A_SECOND = 200;
    private static final String ARTICLE = "missed-bin";
    private static final List<String> QUESTIONS =
            List.of("my bin was not emptied", "how do i pay my council tax", "when is my bin day");

    @TempDir
    Path root = Path.of("");

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void noQuestionFailsWhileAnArticleChangesAFewTimes() throws Exception {
        republishing(Path.of("src/test/resources/sample-articles"), 10);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void noQuestionFailsWhileTheWholeKnowledgeBaseIsPublishedAThousandTimes() throws Exception {
        republishing(Sample.FOLDER, Integer.getInteger("republishings", 1_000));
    }

    private void republishing(Path articles, int times) throws Exception {
        FileSystemUtils.copyRecursively(articles, root);
        Path changing = find(ARTICLE + ".md");
        String source = Files.readString(changing);
        Database database = TestDatabase.migrated().database();
        KnowledgeSettings settings =
                new KnowledgeSettings(root, Path.of("target"), new KnowledgeSettings.Assistant(0.95, 0.2));
        Publications publications = new Publications();
        Signals signals = new Signals();
        Publishing publishing = new Publishing(database, publications, signals, settings, new StandardEnvironment());
        publishing.publish();
        LiveAnswers answers = new LiveAnswers(database, publications, signals, settings);
        answers.afterPropertiesSet();
        answers.start();
        Asking asking = new Asking(answers);
        long slowest = 0;
        try {
            for (int edition = 1; edition <= times; edition++) {
                String line = "This is edition " + edition + ".";
                Files.writeString(changing, withShortAnswer(source, line));
                assertThat(publishing.publish()).isTrue();
                long published = System.nanoTime();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() ->
                                answers.article(ARTICLE).orElseThrow().text().contains(line));
                slowest = Math.max(slowest, System.nanoTime() - published);
            }
        } finally {
            asking.stop();
            answers.destroy();
        }
        System.out.printf(
                "%d republishings, %d questions meanwhile, none failed or empty; live after %d ms at most%n",
                times, asking.asked(), TimeUnit.NANOSECONDS.toMillis(slowest));
        assertThat(asking.wrong()).isEmpty();
        assertThat(asking.asked()).isPositive();
        assertThat(Duration.ofNanos(slowest)).as("until a change is live").isLessThan(Duration.ofSeconds(2));
    }

    private Path find(String name) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    /** The same article with one more line before its short answer. */
    private static String withShortAnswer(String source, String line) {
        int end = source.indexOf("\n---\n", 4) + "\n---\n".length();
        return source.substring(0, end) + line + "\n\n" + source.substring(end);
    }

    /** Asks at an even rate, and keeps what was not as it should be. */
    private static final class Asking {

        private final LiveAnswers answers;
        private final AtomicInteger asked = new AtomicInteger();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

        Asking(LiveAnswers answers) {
            this.answers = answers;
            clock.scheduleAtFixedRate(this::ask, 0, 1_000_000 / QUESTIONS_A_SECOND, TimeUnit.MICROSECONDS);
        }

        private void ask() {
            String question = QUESTIONS.get(asked.getAndIncrement() % QUESTIONS.size());
            try {
                if (answers.ask(question).best().isEmpty()
                        || answers.article(ARTICLE).isEmpty()) {
                    wrong.add("nothing for: " + question);
                }
            } catch (RuntimeException failure) {
                wrong.add(failure.toString());
            }
        }

        int asked() {
            return asked.get();
        }

        List<String> wrong() {
            return List.copyOf(wrong);
        }

        void stop() throws InterruptedException {
            clock.shutdown();
            clock.awaitTermination(20, TimeUnit.SECONDS);
        }
    }
}
