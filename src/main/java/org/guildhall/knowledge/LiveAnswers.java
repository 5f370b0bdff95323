package org.guildhall.knowledge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/**
 * Answers from the newest publication in the database. A new one is noticed by signal or within a second, indexed aside
 * and put in place by reference; questions that are under way finish on the old one.
 */
@Component
final class LiveAnswers implements Answers, SmartLifecycle, InitializingBean, DisposableBean {

    /** Raised with a publication's number once it is committed. */
    static final String SIGNAL = "knowledge";

    /** Before the web server, so that the first question finds an index. */
    static final int PHASE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveAnswers.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(8);
    private static final Duration LANGUAGES_LATER = Duration.ofSeconds(20);

    private final Database database;
    private final Publications publications;
    private final Signals signals;
    private final KnowledgeSettings settings;
    private final CompletableFuture<Embedder> embedder;
    private final Semaphore wake = new Semaphore(0);
    private final ExecutorService learning = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("knowledge-calibration").factory());
    private volatile @Nullable KnowledgeIndex current;
    private volatile @Nullable EmbeddingCache vectors;
    private volatile CountDownLatch first = new CountDownLatch(1);
    private volatile boolean reading;
    private volatile boolean running;
    private volatile boolean stopped;
    private volatile Thread thread = Thread.currentThread();
    private @Nullable Disposable listening;

    LiveAnswers(Database database, Publications publications, Signals signals, KnowledgeSettings settings) {
        this.database = database;
        this.publications = publications;
        this.signals = signals;
        this.settings = settings;
        // The model loads while the rest of the application starts.
        this.embedder = CompletableFuture.supplyAsync(Embedder::load);
    }

    @Override
    public boolean ready() {
        return current != null;
    }

    @Override
    public Finding ask(String question) {
        Finding nothing = new Finding(Finding.Verdict.UNSURE, 0, Optional.empty(), List.of());
        return with(index -> index.askAgain(question), nothing);
    }

    @Override
    public boolean pressing(String question) {
        return with(index -> index.pressing(question), false);
    }

    @Override
    public Optional<Passage> article(String article) {
        return version(article).map(ArticleVersion::shortAnswer);
    }

    @Override
    public List<Passage> passages(String article) {
        return version(article).map(ArticleVersion::passages).orElse(List.of());
    }

    @Override
    public Optional<Passage> translation(String article, String language) {
        return with(index -> index.translation(article, language).map(ArticleVersion::shortAnswer), Optional.empty());
    }

    @Override
    public Optional<Explanation> explain(String question) {
        return with(index -> Optional.of(index.explain(question)), Optional.empty());
    }

    Optional<ArticleVersion> version(String article) {
        return with(index -> index.article(article), Optional.empty());
    }

    Edition edition() {
        return with(KnowledgeIndex::edition, Edition.EMPTY);
    }

    private <T> T with(Function<KnowledgeIndex, T> work, T otherwise) {
        for (KnowledgeIndex index = current; index != null; index = current) {
            // It may be closed between these two lines; then there is a newer one.
            if (index.tryAcquire()) {
                try {
                    return work.apply(index);
                } finally {
                    index.release();
                }
            }
        }
        if (stopped) {
            // Not sure of anything is another thing than not there any more: nobody must be handed over for that.
            throw new IllegalStateException("The articles are closed, as the application stops");
        }
        return otherwise;
    }

    /** The articles are read while the rest of the application is put together. */
    @Override
    public void afterPropertiesSet() {
        read();
    }

    private void read() {
        reading = true;
        first = new CountDownLatch(1);
        listening = signals.on(SIGNAL).subscribe(ignored -> wake.release());
        thread = Thread.ofPlatform().daemon().name("knowledge-index").start(this::sweep);
    }

    @Override
    public void start() {
        running = true;
        stopped = false;
        // Not when it is started again after a stop.
        if (!reading) {
            read();
        }
        try {
            if (!first.await(PATIENCE_AT_START.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Still reading the articles: messages are taken in and wait until that is done");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        Beforehand.bring(settings.embeddings());
        while (reading) {
            try {
                refresh();
                if (wake.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!reading) {
                    return;
                }
                LOG.warn(
                        "The newest publication could not be read and is tried again; the last one stays: {}",
                        e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(SWEEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reading = false;
        }
    }

    /** Puts the newest publication in place, if it is not there yet. */
    private void refresh() {
        KnowledgeIndex before = current;
        long latest = database.inTransaction(publications::latestId);
        if (latest == 0 || before != null && before.edition().number() == latest) {
            return;
        }
        Publications.Publication publication =
                database.inTransaction(publications::latest).orElseThrow();
        long started = System.nanoTime();
        Edition edition = database.inTransaction(sql -> publications.edition(sql, publication));
        put(build(edition, before, stored(publication, edition)), before);
        LOG.info(
                "Publication {} with {} articles is live after {} ms",
                edition.number(),
                edition.articles().size(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    }

    private Optional<Learnt> stored(Publications.Publication publication, Edition edition) {
        return kept(publication, edition).or(() -> broughtAlong(publication, edition));
    }

    private Optional<Learnt> kept(Publications.Publication publication, Edition edition) {
        byte[] kept = publication.classifier();
        String json = publication.calibration();
        if (kept == null || json == null) {
            return Optional.empty();
        }
        return Calibration.of(json, settings.aims())
                .flatMap(calibration -> Softmax.of(kept, edition.articles().size())
                        .map(classifier -> new Learnt(classifier, calibration)));
    }

    /** What this node's folder knows of it is what every other would learn. */
    private Optional<Learnt> broughtAlong(Publications.Publication publication, Edition edition) {
        Optional<Learnt> learnt = learntFile().of(edition, settings.aims());
        learnt.ifPresent(
                known -> database.<Integer>inTransaction(sql -> publications.learnt(sql, publication.id(), known)));
        return learnt;
    }

    private KnowledgeIndex build(Edition edition, @Nullable KnowledgeIndex before, Optional<Learnt> stored) {
        Learnt lent = before == null ? Learnt.nothing(edition) : before.learnt().lentTo(edition, before.edition());
        KnowledgeIndex index =
                KnowledgeIndex.build(edition, embedder.join(), vectors(), stored.orElse(lent), Progress.NONE);
        if (stored.isEmpty() && before == null) {
            learn(index);
        } else if (stored.isEmpty()) {
            // The words are live at once; how far to trust them follows.
            learning.execute(() -> learn(index));
        }
        return index;
    }

    /** Read from disk once: the index has most of them in memory anyway. */
    private EmbeddingCache vectors() {
        EmbeddingCache kept = vectors;
        if (kept == null) {
            kept = EmbeddingCache.open(settings.embeddings());
            vectors = kept;
        }
        return kept;
    }

    private LearntFile learntFile() {
        return new LearntFile(settings.embeddings());
    }

    private void learn(KnowledgeIndex index) {
        if (!index.tryAcquire()) {
            return;
        }
        try {
            Learnt learnt = index.learn(settings.aims(), Progress.NONE);
            database.<Integer>inTransaction(
                    sql -> publications.learnt(sql, index.edition().number(), learnt));
            learntFile().keep(index.edition(), learnt);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Publication {} goes on with what was learnt from the one before: {}",
                    index.edition().number(),
                    e.toString());
        } finally {
            index.release();
        }
    }

    private void put(KnowledgeIndex index, @Nullable KnowledgeIndex before) {
        current = index;
        if (before == null) {
            // Once everything has started and has the processors for itself.
            CompletableFuture.delayedExecutor(LANGUAGES_LATER.toSeconds(), TimeUnit.SECONDS, learning)
                    .execute(Recognition::load);
        }
        first.countDown();
        if (before != null) {
            before.close();
        }
    }

    @Override
    public void stop() {
        running = false;
        stopped = true;
        reading = false;
        thread.interrupt();
        if (listening != null) {
            listening.dispose();
        }
        KnowledgeIndex last = current;
        current = null;
        if (last != null) {
            last.close();
        }
    }

    /** Called after a stop, or alone when the application never came as far as starting. */
    @Override
    public void destroy() {
        stop();
        learning.shutdownNow();
        embedder.thenAccept(Embedder::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
