package org.guildhall.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.guildhall.privacy.Audit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who opened which of a citizen's files. A page that refreshes itself brings its pictures along, and a player asks for a film in pieces:
 * within ten minutes that is one look.
 */
@Component
final class FileLooks {

    private static final Duration ONE_LOOK = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final Audit audit;
    private final Cache<String, Boolean> lately = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(ONE_LOOK)
            .build();

    FileLooks(Audit audit) {
        this.audit = audit;
    }

    /** Writes it down, before the file goes out. */
    Mono<Void> looked(StaffMember me, UUID conversation, UUID file) {
        String look = me.username() + " " + file;
        boolean seen = lately.asMap().putIfAbsent(look, true) != null;
        return seen
                ? Mono.empty()
                : audit.record(me.username(), "file.view", conversation.toString(), Map.of("file", file.toString()))
                        .doOnError(e -> lately.invalidate(look));
    }
}
