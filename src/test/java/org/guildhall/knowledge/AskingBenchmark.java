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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long a question takes that nobody asked a moment ago, among more and more articles of six texts each. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 6, time = 5)
@State(Scope.Benchmark)
public class AskingBenchmark {

    private static final int QUESTIONS = 4;
    private static final int ASKED = 2_000;

    @Param({"1000", "10000", "100000"})
    int articles;

    private final List<String> questions = new ArrayList<>();
    private Embedder embedder;
    private KnowledgeIndex index;
    private int next;

    /** Vectors are put together, and no classifier is learnt. */
    @Setup
    public void publish() throws IOException {
        Path nothing = Files.createTempDirectory("asking");
        embedder = Embedder.load();
        MadeUpArticles made = new MadeUpArticles(embedder, nothing);
        List<ArticleVersion> all = made.articles(articles, QUESTIONS);
        Edition edition = new Edition(1, "made up", all, "");
        index = KnowledgeIndex.build(edition, embedder, made.cache(), Learnt.nothing(edition), Progress.NONE);
        for (int i = 0; i < ASKED; i++) {
            questions.add(made.question(all.get((int) ((long) i * articles / ASKED))));
        }
        Files.delete(nothing);
    }

    /** One question. */
    @Benchmark
    public Finding question() {
        next = (next + 1) % ASKED;
        return index.ask(questions.get(next));
    }

    /** Gives the model's memory back. */
    @TearDown
    public void close() {
        index.close();
        embedder.close();
    }
}
