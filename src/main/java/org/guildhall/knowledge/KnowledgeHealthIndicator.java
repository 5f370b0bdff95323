package org.guildhall.knowledge;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Not ready before there is an index to answer from. */
@Component("knowledge")
final class KnowledgeHealthIndicator implements HealthIndicator {

    private final Answers answers;

    KnowledgeHealthIndicator(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Health health() {
        return answers.ready() ? Health.up().build() : Health.outOfService().build();
    }
}
