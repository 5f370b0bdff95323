package org.guildhall.desk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.guildhall.hours.ClosedTime;
import org.guildhall.hours.HoursBook;
import org.guildhall.hours.WrittenWeek;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Setting hours and closures. Administrators only: for anybody else there is nothing to set, whichever way they came. Each is a
 * line of the audit, and every node follows.
 */
@Component
final class OpeningTimes {

    private final Database database;
    private final HoursBook book;
    private final Audit audit;

    OpeningTimes(Database database, HoursBook book, Audit audit) {
        this.database = database;
        this.book = book;
        this.audit = audit;
    }

    /** Everything that was set. */
    record Entries(List<HoursBook.Own> own, List<HoursBook.Closure> closures) {

        /** The hours that were set for a team, or for the council with null. */
        Optional<HoursBook.Own> of(@Nullable String team) {
            return own.stream().filter(one -> Objects.equals(one.team(), team)).findFirst();
        }

        /** The closures that a team has, everybody's among them. */
        List<HoursBook.Closure> closuresOf(@Nullable String team) {
            return closures.stream()
                    .filter(one -> one.team() == null || one.team().equals(team))
                    .toList();
        }
    }

    /** Everything that was set. */
    Mono<Entries> all() {
        return database.transaction(sql -> new Entries(book.own(sql), book.closures(sql)));
    }

    /** Sets hours in which there is no fault; empty when it is not theirs to do. */
    Mono<Boolean> set(StaffMember me, @Nullable String team, WrittenWeek week) {
        return changing(me, sql -> {
            book.set(sql, team, week, me.username());
            writeDown(sql, me, "hours.set", team);
            return true;
        });
    }

    /** Undoes that; false when there is nothing to undo, empty when it is not theirs to do. */
    Mono<Boolean> reset(StaffMember me, @Nullable String team) {
        return changing(me, sql -> {
            boolean undone = book.reset(sql, team);
            if (undone) {
                writeDown(sql, me, "hours.reset", team);
            }
            return undone;
        });
    }

    /** Adds a closure; empty when it is not theirs to do. */
    Mono<HoursBook.Closure> close(StaffMember me, @Nullable String team, ClosedTime time, String reason) {
        return changing(me, sql -> {
            HoursBook.Closure added = book.add(sql, team, time, reason, me.username());
            writeDown(sql, me, "closure.add", team);
            return added;
        });
    }

    /** Takes one away; empty when there is none, or it is not theirs to take. */
    Mono<HoursBook.Closure> remove(StaffMember me, UUID id) {
        return changing(me, sql -> {
            HoursBook.Closure gone = book.remove(sql, id).orElse(null);
            if (gone != null) {
                writeDown(sql, me, "closure.remove", gone.team());
            }
            return gone;
        });
    }

    private <T> Mono<T> changing(StaffMember me, Function<JdbcClient, @Nullable T> change) {
        return me.administers() ? database.<T>transaction(change).doOnNext(done -> book.changed()) : Mono.empty();
    }

    private void writeDown(JdbcClient sql, StaffMember me, String action, @Nullable String team) {
        audit.record(sql, me.username(), action, team == null ? "council" : team, Map.of());
    }
}
