package org.guildhall.simulator;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Updates waiting for {@code getUpdates}: given out again and again until a higher offset confirms them. */
final class PendingUpdates {

    private static final int MOST = 100;

    private final ConcurrentSkipListMap<Long, JsonNode> updates = new ConcurrentSkipListMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    void offer(JsonNode update) {
        lock.lock();
        try {
            updates.put(update.path("update_id").asLong(0), update);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        return updates.size();
    }

    ArrayNode from(JsonNode parameters) throws InterruptedException {
        long offset = parameters.path("offset").asLong(0);
        updates.headMap(offset).clear();
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
}
