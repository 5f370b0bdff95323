package org.guildhall.site;

import java.time.Duration;
import org.guildhall.platform.Allowance;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Takes questions, as many as each address may ask in a minute, on pages and by programs together. */
@Component
final class Questions {

    private final Allowance allowance;
    private final Sentences words = Sentences.in("messages/site");

    Questions(SiteProperties properties) {
        this.allowance = new Allowance(properties.questionsPerMinute(), Duration.ofMinutes(1));
    }

    /**
     * Reads what is asked.
     *
     * @throws Problem naming the parameter to put right, or when to come again
     */
    Question asked(ServerRequest request) {
        allowance.take(request.exchange().getRequest().getRemoteAddress()).ifPresent(wait -> {
            throw Allowance.usedUp(wait, words.say("questions.many"));
        });
        return Question.of(request);
    }
}
