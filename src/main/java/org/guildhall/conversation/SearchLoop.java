package org.guildhall.conversation;

import java.time.Duration;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps what staff search through up to date. Once a second, so that a question and its answer are written together. */
@Configuration(proxyBeanMethods = false)
class SearchLoop {

    /** So many times as long as it works it rests, so that messages and answers keep nearly all of the machine. */
    private static final int REST = 3;

    @Bean
    Worker searchWorker(SearchIndex index, Signals signals) {
        return Worker.inPortions("search", Duration.ofSeconds(1), index::workOnSome, signals)
                .resting(REST);
    }
}
