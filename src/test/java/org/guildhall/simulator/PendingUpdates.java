package org.guildhall.simulator;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Updates waiting for {@code getUpdates}: given out again and again until a higher offset confirms them. */
final class PendingUpdates {

    private static final int MOST = 100;

    /** An offset further above all that waits is taken for a mistake, as by the real one: it confirms nothing. */
    private static final int BEYOND = 10;

    private final ConcurrentSkipListMap<Long, JsonNode> updates = new ConcurrentSkipListMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private volatile Consumer<List<JsonNode>> listener = confirmed -> {};

    void offer(JsonNode update) {
        lock.lock();
        try {
            updates.put(update.path("update_id").asLong(0), update);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells of updates that are confirmed from now on, in their order, before they are forgotten. */
    void confirming(Consumer<List<JsonNode>> hear) {
        listener = hear;
    }

    int size() {
        return updates.size();
    }

    ArrayNode from(JsonNode parameters) throws InterruptedException {
        confirm(parameters.path("offset").asLong(0));
        long nanos = TimeUnit.SECONDS.toNanos(parameters.path("timeout").asLong(0));
        lock.lockInterruptibly();
        try {
            while (updates.isEmpty() && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
        ArrayNode batch = JsonNodeFactory.instance.arrayNode();
        Iterator<Map.Entry<Long, JsonNode>> entries = updates.entrySet().iterator();
        while (entries.hasNext() && batch.size() < MOST) {
            batch.add(entries.next().getValue());
        }
        return batch;
    }

    /** One caller at a time, so that nobody hears of an update twice. */
    private synchronized void confirm(long offset) {
        Map.Entry<Long, JsonNode> last = updates.lastEntry();
        if (last == null || offset > last.getKey() + 1 + BEYOND) {
            return;
        }
        ConcurrentNavigableMap<Long, JsonNode> confirmed = updates.headMap(offset);
        if (!confirmed.isEmpty()) {
            listener.accept(List.copyOf(confirmed.values()));
            confirmed.clear();
        }
    }
}
