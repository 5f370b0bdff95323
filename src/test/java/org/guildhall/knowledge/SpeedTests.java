package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long things take, in processor time, which a busy machine changes little. */
@Tag("slow")
class SpeedTests {

    private static final Logger LOG = LoggerFactory.getLogger(SpeedTests.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ASKED = 500;
    /** Rounds before the one that counts: the compiler has then done its work. */
    private static final int ROUNDS = 3;

    @TempDir
    Path folder = Path.of("");

    private final Embedder embedder = Embedder.load();

    private record Times(double half, double nearlyAll) {}

    @Test
    void publishesFifteenThousandQuestionsWithinThirtySecondsOfOneProcessor() {
        MadeUpArticles made = new MadeUpArticles(embedder, folder);
        Edition edition = edition(1, made.articles(150, 100));
        double before = processorSeconds();
        try (KnowledgeIndex index = build(made, edition, Learnt.nothing(edition))) {
            index.learn(Aims.USUAL, Progress.NONE);
            double seconds = processorSeconds() - before;
            LOG.info("15,000 questions in 150 articles: {} s of processor time", seconds);
            assertThat(seconds).isLessThan(30);

            Times times = ask(made, index);
            assertThat(times.nearlyAll()).isLessThan(16);
        }
    }

    @Test
    void makesOneChangedArticleOfAThousandLiveWithinTwoSeconds() {
        MadeUpArticles made = new MadeUpArticles(embedder, folder);
        List<ArticleVersion> articles = new ArrayList<>(made.articles(1_000, 5));
        Edition edition = edition(1, articles);
        try (KnowledgeIndex index = build(made, edition, Learnt.nothing(edition))) {
            Learnt learnt = index.learn(Aims.USUAL, Progress.NONE);
            articles.set(500, made.article("article-500", 5));
            Edition next = edition(2, articles);
            long started = System.nanoTime();
            try (KnowledgeIndex later = build(made, next, learnt.lentTo(next, edition))) {
                Duration took = Duration.ofNanos(System.nanoTime() - started);
                LOG.info("One changed article of 1,000: {}", took);
                assertThat(took).isLessThan(Duration.ofSeconds(2));
                assertThat(later.article("article-500")).contains(articles.get(500));
            }
        }
    }

    private static Edition edition(int number, List<ArticleVersion> articles) {
        return new Edition(number, "made up " + number, articles, "");
    }

    private static KnowledgeIndex build(MadeUpArticles made, Edition edition, Learnt learnt) {
        return KnowledgeIndex.build(edition, made.embedder(), made.cache(), learnt, Progress.NONE);
    }

    private static Times ask(MadeUpArticles made, KnowledgeIndex index) {
        List<ArticleVersion> articles = index.edition().articles();
        double[] millis = new double[ASKED];
        for (int round = 0; round <= ROUNDS; round++) {
            for (int i = 0; i < ASKED; i++) {
                String question = made.question(articles.get((int) ((long) i * articles.size() / ASKED)));
                long started = THREADS.getCurrentThreadCpuTime();
                index.ask(question);
                millis[i] = (THREADS.getCurrentThreadCpuTime() - started) / 1e6;
            }
        }
        java.util.Arrays.sort(millis);
        Times times = new Times(millis[ASKED / 2], millis[ASKED * 99 / 100]);
        LOG.info("A question to {} articles: {} ms of processor time", articles.size(), times);
        return times;
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}
