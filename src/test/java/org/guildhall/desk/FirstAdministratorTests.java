package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.now;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Secret;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.AuditFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.DefaultApplicationArguments;

@ResourceLock(Resources.SYSTEM_OUT)
class FirstAdministratorTests {

    private static final Pattern PASSWORD = Pattern.compile("([a-z0-9]{5}-){3}[a-z0-9]{5}");

    private final TestDatabase database = TestDatabase.migrated();
    private final Staff staff = new Staff(database.database());
    private final Passwords passwords = new Passwords();

    @Test
    void printsAPasswordThatWorksAndNeverAgain() {
        String first = printed(() -> start(""));
        String second = printed(() -> start(""));

        Matcher password = PASSWORD.matcher(first);
        assertThat(password.find()).isTrue();
        assertThat(first).contains("http://localhost:8080/desk").contains("admin");
        assertThat(passwords.matchesNow(password.group(), hash())).isTrue();
        assertThat(second).isEmpty();
    }

    @Test
    void isLedThroughTheSetUpUntilTheySayThatItIsDone() {
        start("a configured one");
        Welcoming welcoming = new Welcoming(database.database());
        StaffMember admin = now(staff.named("admin"));
        assertThat(now(welcoming.wanted(admin))).isTrue();
        assertThat(now(welcoming.done(admin))).isEqualTo(new Welcoming.Done(false, false, false));

        DeskFixture.staff(database.database(), "anna", Set.of(Role.STAFF));
        database.database().inTransaction(sql -> {
            staff.choosePassword(sql, admin, "hash");
            return true;
        });
        assertThat(now(welcoming.done(admin))).isEqualTo(new Welcoming.Done(true, false, true));

        welcoming.end(admin).block();
        assertThat(now(welcoming.wanted(admin))).isFalse();
    }

    @Test
    void takesTheConfiguredPasswordAndPrintsNothing() {
        assertThat(printed(() -> start("a configured one"))).isEmpty();
        assertThat(passwords.matchesNow("a configured one", hash())).isTrue();
    }

    @Test
    void letsWhoeverRunsTheServerBackInWithANewPassword() {
        start("lost");
        StaffMember admin = now(staff.named("admin"));
        Sessions sessions = new Sessions(database.database(), DeskFixture.properties());
        OpaqueToken old = now(sessions.begin(admin, "", Sessions.Through.PASSWORD));

        start("found again");

        assertThat(passwords.matchesNow("found again", hash())).isTrue();
        assertThat(DeskFixture.empty(sessions.use(old))).isTrue();
    }

    @Test
    void makesOneAccountWhenNodesStartTogether() {
        String printed = printed(() -> Stream.generate(() -> CompletableFuture.runAsync(() -> start("")))
                .limit(4)
                .toList()
                .forEach(CompletableFuture::join));

        List<String> found =
                PASSWORD.matcher(printed).results().map(match -> match.group()).toList();
        assertThat(found).hasSize(1);
        assertThat(passwords.matchesNow(found.getFirst(), hash())).isTrue();
    }

    private void start(String configured) {
        DeskProperties properties =
                new DeskProperties(new Secret(configured), Duration.ofHours(1), Duration.ofHours(12));
        new FirstAdministrator(
                        database.database(),
                        staff,
                        passwords,
                        properties,
                        new PublicUrl(URI.create("http://localhost:8080")),
                        AuditFixture.on(database.database()))
                .run(new DefaultApplicationArguments());
    }

    private String hash() {
        return now(staff.credentials("admin")).passwordHash();
    }

    private static String printed(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
