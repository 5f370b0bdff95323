package org.guildhall.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long publishing takes by the clock, vectors kept, the first time in a process included. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
@State(Scope.Benchmark)
public class PublishingBenchmark {

    private Embedder embedder;
    private MadeUpArticles made;
    private Edition large;
    private Edition before;
    private Edition after;

    /** 150 articles of a hundred questions, and a thousand of five of which one changes. */
    @Setup
    public void write() throws IOException {
        Path nothing = Files.createTempDirectory("publishing");
        embedder = Embedder.load();
        made = new MadeUpArticles(embedder, nothing);
        large = new Edition(1, "large", made.articles(150, 100), "");
        List<ArticleVersion> articles = new ArrayList<>(made.articles(1_000, 5));
        before = new Edition(1, "before", articles, "");
        articles.set(500, made.article("article-500", 5));
        after = new Edition(2, "after", articles, "");
        Files.delete(nothing);
    }

    /** Indexed, learnt and calibrated. */
    @Benchmark
    public Learnt fifteenThousandQuestions() {
        try (KnowledgeIndex index = index(large, Learnt.nothing(large))) {
            return index.learn(Aims.USUAL, Progress.NONE);
        }
    }

    /** Words and vectors of an edition in which one article of a thousand is new; what was learnt is lent. */
    @Benchmark
    public int oneChangedArticle() {
        try (KnowledgeIndex index = index(after, Learnt.nothing(before).lentTo(after, before))) {
            return index.edition().articles().size();
        }
    }

    private KnowledgeIndex index(Edition edition, Learnt learnt) {
        return KnowledgeIndex.build(edition, embedder, made.cache(), learnt, Progress.NONE);
    }

    /** Gives the model's memory back. */
    @TearDown
    public void close() {
        embedder.close();
    }
}
