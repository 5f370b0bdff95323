package org.guildhall.channel.webchat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.guildhall.conversation.CatchUp.Asked;
import org.guildhall.conversation.CatchUp.News;
import org.guildhall.platform.Redacted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Looks for what is new for all open pages of this node together: while one look is going on, whoever wants to know more
 * waits for the next. So a quiet node looks at once, and a busy one asks the database no oftener than it answers.
 */
@Component
class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** In one look. */
    private static final int MOST = 500;

    private final Core core;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    Rounds(Core core) {
        this.core = core;
    }

    private record Waiting(Asked asked, MonoSink<News> answer) {}

    /**
     * What is new for somebody.
     *
     * @param known the place of the last message they have, 0 for none
     * @return empty when the database did not answer; then it is to be asked again later
     */
    Mono<News> news(String person, int known) {
        return Mono.create(answer -> {
            waiting.add(new Waiting(new Asked(person, known), answer));
            look();
        });
    }

    private void look() {
        // Who has just come and found somebody looking is seen here by the one who looked.
        while (!waiting.isEmpty() && looking.compareAndSet(false, true)) {
            List<Waiting> round = next();
            if (!round.isEmpty()) {
                ask(round);
                return;
            }
            looking.set(false);
        }
    }

    private List<Waiting> next() {
        List<Waiting> round = new ArrayList<>();
        Waiting next = waiting.poll();
        while (next != null) {
            round.add(next);
            next = round.size() < MOST ? waiting.poll() : null;
        }
        return round;
    }

    private void ask(List<Waiting> round) {
        Mono.defer(() -> core.news(round.stream().map(Waiting::asked).toList()))
                .subscribe(news -> answered(round, news), failure -> failed(round, failure), () -> {});
    }

    private void answered(List<Waiting> round, List<News> news) {
        try {
            for (int i = 0; i < round.size(); i++) {
                round.get(i).answer().success(news.get(i));
            }
        } finally {
            goOn();
        }
    }

    private void failed(List<Waiting> round, Throwable failure) {
        LOG.warn("Open chat pages wait for the database: {}", Redacted.kind(failure));
        round.forEach(one -> one.answer().success());
        goOn();
    }

    private void goOn() {
        looking.set(false);
        look();
    }
}
