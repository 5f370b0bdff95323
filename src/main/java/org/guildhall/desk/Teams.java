package org.guildhall.desk;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.guildhall.knowledge.Articles;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The teams there are: those named by articles, those somebody is in, and the front desk. */
@Component
final class Teams {

    /** Catches what belongs to no other team; everybody who answers sees it. */
    static final String FRONT_DESK = "front-desk";

    /** What a team's name may look like. */
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Database database;
    private final Articles articles;

    Teams(Database database, Articles articles) {
        this.database = database;
        this.articles = articles;
    }

    /** All of them, by name. */
    Mono<Set<String>> all() {
        return database.transaction(sql -> sql.sql("select distinct team from staff_teams")
                        .query(String.class)
                        .list())
                .map(this::together);
    }

    private Set<String> together(List<String> joined) {
        Set<String> teams = new TreeSet<>(joined);
        articles.published().forEach(version -> teams.add(version.article().team()));
        teams.add(FRONT_DESK);
        return teams;
    }
}
