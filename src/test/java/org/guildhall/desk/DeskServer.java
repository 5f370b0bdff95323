package org.guildhall.desk;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.guildhall.OpenHouse;
import org.guildhall.platform.Database;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole application with a small cast at the desk; passwords are {@link DeskFixture#PASSWORD}. */
abstract class DeskServer extends OpenHouse {

    static final String BOSS = "boss";
    static final String ANNA = "anna";
    static final String BOB = "bob";
    static final String HANA = "hana";
    static final String EDITOR = "ed";

    @Autowired
    Database database;

    @Autowired
    JdbcClient jdbc;

    /** On a quiet morning: of what other tests left behind the queue would be longer than what it shows. */
    @BeforeEach
    void cast() {
        DeskFixture.clear(jdbc);
        DeskFixture.staff(database, BOSS, Set.of(Role.ADMINISTRATOR));
        DeskFixture.staff(database, ANNA, Set.of(Role.STAFF), "waste");
        DeskFixture.staff(database, BOB, Set.of(Role.STAFF), "waste");
        DeskFixture.staff(database, HANA, Set.of(Role.STAFF), "housing");
        DeskFixture.staff(database, EDITOR, Set.of(Role.EDITOR), "waste");
    }

    UUID waiting(String team, String words) {
        return DeskFixture.waiting(jdbc, team, words);
    }

    /** A client without credentials that does not follow redirects. */
    WebTestClient nobody() {
        return WebTestClient.bindToServer()
                .baseUrl(server())
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    WebTestClient as(String username) {
        return nobody().mutate()
                .defaultHeaders(headers -> headers.setBasicAuth(username, DeskFixture.PASSWORD))
                .build();
    }
}
