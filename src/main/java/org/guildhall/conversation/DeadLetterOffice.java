package org.guildhall.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What staff see of dead letters and do about them. Teams are those whose conversations they see, all of them when the
 * set is empty; a letter outside their sight is answered like one that does not exist.
 */
@Component
public final class DeadLetterOffice {

    /** The signal raised with a letter's id when somebody asked for another try. */
    public static final String SIGNAL = "dead-letters";

    private final Database database;
    private final Signals signals;
    private final DeadLetters letters;
    private final Audit audit;

    DeadLetterOffice(Database database, Signals signals, DeadLetters letters, Audit audit) {
        this.database = database;
        this.signals = signals;
        this.letters = letters;
        this.audit = audit;
    }

    /** Those that wait for somebody first, then the latest, at most 200; writes down who looked. */
    public Mono<List<DeadLetter>> look(StaffName by, Set<String> teams) {
        return database.transaction(sql -> {
            audit.record(sql, by.username(), "dead-letters.view", "dead-letters", Map.of());
            return letters.shown(sql, teams);
        });
    }

    /** How many wait for somebody to look, at most a thousand. */
    public Mono<Integer> waiting(Set<String> teams) {
        return database.transaction(sql -> letters.waiting(sql, teams));
    }

    /** Asks for another try, which begins at once; asking twice is asking once. */
    public Mono<Replay> replay(StaffName by, Set<String> teams, UUID id) {
        return database.<Replay>transaction(sql -> letters.lock(sql, teams, id)
                        .map(letter -> ask(sql, by, letter))
                        .orElseGet(Replay.Missing::new))
                .doOnNext(asked -> signals.raise(SIGNAL, id.toString()));
    }

    /**
     * Puts a letter aside that nothing can be done about, also one that waits to be tried.
     *
     * @param why a word of the desk's closed vocabulary
     * @return false when there is no such letter that is still open
     */
    public Mono<Boolean> discard(StaffName by, Set<String> teams, UUID id, String why) {
        return database.transaction(sql -> {
            Optional<DeadLetter> letter = letters.lock(sql, teams, id);
            if (letter.isEmpty() || letter.get().state() == DeadLetter.State.REPLAYED) {
                return false;
            }
            if (letter.get().state() != DeadLetter.State.DISCARDED) {
                letters.discard(sql, id);
                audit.record(sql, by.username(), "dead-letter.discard", id.toString(), Map.of("why", why));
            }
            return true;
        });
    }

    private Replay ask(JdbcClient sql, StaffName by, DeadLetter letter) {
        return switch (letter.state()) {
            case REPLAYED, REPLAYING -> new Replay.Asked(letter);
            case DISCARDED -> new Replay.Impossible(Replay.Why.DISCARDED);
            case WAITING -> {
                Replay.Why hindrance = hindrance(sql, letter);
                if (hindrance != null) {
                    yield new Replay.Impossible(hindrance);
                }
                letters.ask(sql, letter.id());
                audit.record(
                        sql, by.username(), "dead-letter.replay", letter.id().toString(), Map.of());
                yield letters.lock(sql, Set.of(), letter.id())
                        .<Replay>map(Replay.Asked::new)
                        .orElseGet(Replay.Missing::new);
            }
        };
    }

    private Replay.@Nullable Why hindrance(JdbcClient sql, DeadLetter letter) {
        UUID conversation = letter.conversation();
        if (letter.kind() == DeadLetter.Kind.EVENT) {
            return Replay.Why.NOTHING_KEPT;
        }
        return conversation != null && letters.closed(sql, conversation) ? Replay.Why.CLOSED : null;
    }
}
