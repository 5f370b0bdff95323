package org.guildhall.desk;

import java.util.Optional;
import java.util.UUID;
import org.guildhall.conversation.Decided;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Articles;
import org.guildhall.knowledge.Explanation;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out why the assistant did what it did: what was recorded, beside what the articles say to the same words now. */
@Component
final class Reasons {

    private final Desk desk;
    private final Answers answers;
    private final Articles articles;
    private final Database workers;

    Reasons(Desk desk, Answers answers, Articles articles, Database workers) {
        this.desk = desk;
        this.answers = answers;
        this.articles = articles;
        this.workers = workers;
    }

    /** Empty when nothing was decided at that message, or they may not see its conversation. */
    Mono<Reason> of(StaffMember me, UUID conversation, int seq) {
        return desk.decided(me, conversation, seq)
                .flatMap(then -> workers.onWorker(() -> reason(conversation, seq, then)));
    }

    private Reason reason(UUID conversation, int seq, Decided then) {
        String quoted = then.article();
        Optional<ArticleVersion> live = quoted == null ? Optional.empty() : articles.find(quoted);
        return new Reason(
                conversation,
                seq,
                then,
                live.map(version -> version.article().title()).orElse(quoted),
                live.map(ArticleVersion::version).orElse(null),
                now(then));
    }

    private @Nullable Explanation now(Decided then) {
        boolean lookedUp = then.confidence() != null && !then.words().isEmpty();
        return lookedUp ? answers.explain(then.words()).orElse(null) : null;
    }
}
