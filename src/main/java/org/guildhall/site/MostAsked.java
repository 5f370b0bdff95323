package org.guildhall.site;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.guildhall.conversation.Demand;
import org.guildhall.platform.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is asked most just now, counted again once in a while and never while somebody waits for a page. Ids of articles
 * alone: how often is nobody's business.
 */
@Component
final class MostAsked {

    /** More than are shown, as some of them may be for danger or no longer there. */
    private static final int COUNTED = 20;

    private static final Logger LOG = LoggerFactory.getLogger(MostAsked.class);

    private final Demand demand;
    private final Database workers;
    private final long every;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile Counted counted;

    MostAsked(Demand demand, Database workers, SiteProperties properties) {
        this.demand = demand;
        this.workers = workers;
        Duration between = properties.mostAskedEvery();
        this.every = between.toNanos();
        this.counted = new Counted(List.of(), System.nanoTime() - every);
    }

    private record Counted(List<String> articles, long at) {}

    /** The articles as they were counted last, most asked first. Never waits. */
    List<String> articles() {
        Counted last = counted;
        if (System.nanoTime() - last.at() >= every && counting.compareAndSet(false, true)) {
            workers.onWorker(this::count)
                    .doFinally(ended -> counting.set(false))
                    .subscribe(
                            now -> counted = now,
                            failure -> LOG.debug("What is asked most stays as it was: {}", failure.toString()));
        }
        return last.articles();
    }

    private Counted count() {
        List<String> articles =
                demand.latest(COUNTED).stream().map(Demand.Asked::article).toList();
        return new Counted(articles, System.nanoTime());
    }
}
