package org.guildhall.conversation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.guildhall.conversation.Backlog.Standing;
import org.guildhall.conversation.Backlog.Waiting;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the backlog as metrics. It is looked at every few seconds, however often or seldom somebody reads them. */
@Configuration(proxyBeanMethods = false)
class BacklogMeters {

    private static final Duration EVERY = Duration.ofSeconds(5);
    /** What is older is not shown any more: no value is an alarm, a good one of long ago is none. */
    private static final Duration OUT_OF_DATE = Duration.ofSeconds(30);

    private final Backlog backlog;
    private final MultiGauge deliveries;
    private final MultiGauge queues;
    private final MultiGauge waits;
    private volatile @Nullable Seen seen;

    BacklogMeters(Backlog backlog, MeterRegistry meters) {
        this.backlog = backlog;
        this.deliveries = MultiGauge.builder("guildhall.deliveries.backlog")
                .description("Parts of replies by state; failed and uncertain ones of the last day")
                .register(meters);
        this.queues = MultiGauge.builder("guildhall.queue.conversations")
                .description("Conversations waiting for a person")
                .register(meters);
        this.waits = MultiGauge.builder("guildhall.queue.longest")
                .description("How long the first in the queue has waited")
                .baseUnit("seconds")
                .register(meters);
        seconds(
                meters,
                "guildhall.messages.oldest",
                "Age of the oldest message not dealt with",
                Standing::oldestMessage);
        seconds(
                meters,
                "guildhall.leases.overdue",
                "Since the end of the oldest lease not taken over",
                Standing::overdueLease);
        Gauge.builder("guildhall.dead.letters", this, self -> self.value(Standing::deadLetters))
                .description("Dead letters that nobody has replayed")
                .register(meters);
    }

    private record Seen(Standing standing, long at) {}

    @Bean
    Worker backlogWorker(Signals signals) {
        return new Worker("backlog", EVERY, this::look, signals);
    }

    private void seconds(MeterRegistry meters, String name, String description, ToDoubleFunction<Standing> value) {
        Gauge.builder(name, this, self -> self.value(value))
                .description(description)
                .baseUnit("seconds")
                .register(meters);
    }

    void look() {
        Standing standing = backlog.look();
        seen = new Seen(standing, System.nanoTime());
        deliveries.register(
                standing.deliveries().keySet().stream()
                        .map(state -> Row.of(
                                Tags.of("state", state),
                                () -> value(now -> now.deliveries().getOrDefault(state, 0L))))
                        .toList(),
                true);
        queues.register(
                standing.queues().keySet().stream()
                        .map(team -> Row.of(
                                Tags.of("team", team),
                                () -> value(now -> waiting(now.queues(), team).conversations())))
                        .toList(),
                true);
        waits.register(
                standing.queues().keySet().stream()
                        .map(team -> Row.of(
                                Tags.of("team", team),
                                () -> value(now -> waiting(now.queues(), team).longest())))
                        .toList(),
                true);
    }

    private static Waiting waiting(Map<String, Waiting> queues, String team) {
        return queues.getOrDefault(team, new Waiting(0, 0));
    }

    private double value(ToDoubleFunction<Standing> value) {
        Seen last = seen;
        return last == null || System.nanoTime() - last.at() > OUT_OF_DATE.toNanos()
                ? Double.NaN
                : value.applyAsDouble(last.standing());
    }
}
