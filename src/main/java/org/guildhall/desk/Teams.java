package org.guildhall.desk;

import java.util.Set;
import java.util.TreeSet;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The teams there are: those named by articles, those somebody is in, and the front desk. */
@Component
final class Teams {

    /** Catches what belongs to no other team; everybody who answers sees it. */
    static final String FRONT_DESK = "front-desk";

    private final Database database;

    Teams(Database database) {
        this.database = database;
    }

    /** All of them, by name. */
    Mono<Set<String>> all() {
        return database.transaction(sql -> {
            Set<String> teams = new TreeSet<>(sql.sql("""
                            select team from article_versions union select team from staff_teams""").query(String.class).list());
            teams.add(FRONT_DESK);
            return teams;
        });
    }
}
