package org.guildhall.desk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.guildhall.conversation.Handouts;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes back what somebody left behind, and hands out what waits to whoever is at the desk. One node at a time does it, in one
 * transaction, so that nobody is given more than they can hold; what anybody claims meanwhile is theirs.
 */
@Component
final class Assignment {

    /** Raised with the id of each conversation that was given to somebody. */
    static final String GIVEN = "desk-given";

    /** Any number that no other room takes. */
    private static final long HANDING_OUT = 0x6764_6573_6b31L;

    private final Database database;
    private final Duties duties;
    private final Handouts handouts;
    private final AssignmentProperties properties;
    private final Signals signals;

    Assignment(Database database, Duties duties, Handouts handouts, AssignmentProperties properties, Signals signals) {
        this.database = database;
        this.duties = duties;
        this.handouts = handouts;
        this.properties = properties;
        this.signals = signals;
    }

    /** Does all there is to do now; nothing while another node is at it. */
    void workOff() {
        Moved moved = database.inTransaction(this::handOn);
        handouts.tell(moved.back());
        handouts.tell(moved.given());
        moved.given().forEach(one -> signals.raise(GIVEN, one.toString()));
    }

    /** Conversations that have gone back into the queue, and those that were given to somebody, perhaps the same. */
    private record Moved(List<UUID> back, List<UUID> given) {}

    private Moved handOn(JdbcClient sql) {
        if (!mine(sql)) {
            return new Moved(List.of(), List.of());
        }
        List<Colleague> colleagues = duties.colleagues(sql);
        List<UUID> back = takenBack(sql, colleagues);
        return new Moved(back, handedOut(sql, colleagues));
    }

    private static boolean mine(JdbcClient sql) {
        return sql.sql("select pg_try_advisory_xact_lock(:key)")
                .param("key", HANDING_OUT)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    private List<UUID> takenBack(JdbcClient sql, List<Colleague> colleagues) {
        Map<String, Colleague> byName =
                colleagues.stream().collect(Collectors.toMap(one -> one.member().username(), Function.identity()));
        Set<String> holders = handouts.holders(sql);
        Set<String> gone = only(holders, username -> LeftBehind.gone(byName.get(username)));
        Set<String> absent =
                only(holders, username -> LeftBehind.absent(byName.get(username), properties.handBackAfter()));
        if (gone.isEmpty() && absent.isEmpty()) {
            return List.of();
        }
        return LeftBehind.of(handouts.heldBy(sql, absent, gone), byName, properties.handBackAfter()).stream()
                .filter(back -> handouts.takeBack(sql, back.held(), back.why()))
                .map(back -> back.held().conversation())
                .toList();
    }

    private static Set<String> only(Set<String> usernames, Predicate<String> which) {
        return usernames.stream().filter(which).collect(Collectors.toSet());
    }

    private List<UUID> handedOut(JdbcClient sql, List<Colleague> colleagues) {
        List<Colleague> ready = colleagues.stream().filter(this::takesWork).toList();
        Set<String> teams = new HashSet<>();
        ready.forEach(one -> teams.addAll(one.member().teamsToServe()));
        List<Handouts.Waiting> waiting = teams.isEmpty() ? List.of() : handouts.waiting(sql, teams);
        if (waiting.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> load = handouts.load(sql);
        List<Rota.Person> people = ready.stream().map(one -> person(one, load)).toList();
        List<UUID> given = new ArrayList<>();
        for (Rota.Given one : Rota.handOut(waiting, people, properties.speakerWait())) {
            if (handouts.give(sql, one.waiting(), one.to().staffName())) {
                duties.given(sql, one.to().id());
                given.add(one.waiting().conversation());
            }
        }
        return given;
    }

    private boolean takesWork(Colleague one) {
        return one.here() && !one.away() && one.member().answers() && one.capacity(properties.capacity()) > 0;
    }

    private Rota.Person person(Colleague one, Map<String, Integer> load) {
        int busy = load.getOrDefault(one.member().username(), 0);
        return new Rota.Person(
                one.member(),
                one.member().teamsToServe(),
                one.languages(),
                one.capacity(properties.capacity()) - busy,
                busy);
    }
}
