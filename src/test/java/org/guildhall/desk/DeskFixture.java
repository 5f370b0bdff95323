package org.guildhall.desk;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guildhall.canary.Canary;
import org.guildhall.platform.Council;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.guildhall.platform.Secret;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;

/** A small cast for tests of the desk, put straight into the database. */
final class DeskFixture {

    static final String PASSWORD = Canary.words("three random words");

    private static final Passwords PASSWORDS = new Passwords();
    private static final String HASH = PASSWORDS.hashNow(PASSWORD);
    private static final Duration SOON = Duration.ofSeconds(20);

    private DeskFixture() {}

    static DeskProperties properties() {
        return new DeskProperties(new Secret(""), Duration.ofHours(1), Duration.ofHours(12));
    }

    /** How staff sign in without any setting. */
    static SignInProperties signIn() {
        return signIn(SignInProperties.SecondFactor.OPTIONAL);
    }

    static SignInProperties signIn(SignInProperties.SecondFactor secondFactor, Role... roles) {
        return new SignInProperties(
                secondFactor,
                Set.of(roles),
                new Secret("a key for tests, of more than 32 characters"),
                oidc("", Map.of()));
    }

    static OidcProperties oidc(String issuer, Map<String, Set<Role>> roles) {
        return new OidcProperties(
                issuer, "guildhall", new Secret("secret"), "your council account", "roles", roles, "teams");
    }

    static Council council() {
        return new Council(
                "Marlbridge Council",
                "https://www.marlbridge.example",
                "01632 960 123",
                "01632 960 999",
                "https://www.marlbridge.example/privacy",
                ZoneId.of("Europe/London"),
                List.of("Mon-Fri 09:00-17:00"));
    }

    /** What an app shows that has read a draft, by the database's clock. */
    static String code(JdbcClient jdbc, SecondFactors.Draft draft, int stepsFromNow) {
        return code(jdbc, draft.written(), stepsFromNow);
    }

    /** The same from the key that people type. */
    static String code(JdbcClient jdbc, String key, int stepsFromNow) {
        long now = jdbc.sql("select extract(epoch from now())::bigint")
                .query(Long.class)
                .single();
        return Totp.code(secret(key), Totp.step(now) + stepsFromNow);
    }

    private static byte[] secret(String key) {
        StringBuilder bits = new StringBuilder();
        key.replace(" ", "").chars().forEach(letter -> {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits.append(String.format("%5s", Integer.toBinaryString(value)).replace(' ', '0'));
        });
        byte[] secret = new byte[bits.length() / 8];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        return secret;
    }

    /** An account whose password is {@link #PASSWORD}. */
    static StaffMember staff(Database database, String username, Set<Role> roles, String... teams) {
        StaffMember member = Staff.unsaved(
                username, "Name of " + username, roles, Arrays.stream(teams).collect(Collectors.toSet()));
        database.inTransaction(sql -> new Staff(database).add(sql, member, HASH));
        return member;
    }

    /** A conversation that waits for a person of the team, with one message. */
    static UUID waiting(JdbcClient jdbc, String team, String words) {
        UUID citizen = Ids.next();
        UUID address = Ids.next();
        UUID conversation = Ids.next();
        jdbc.sql("insert into citizens (id, name) values (:id, 'Ann')")
                .param("id", citizen)
                .update();
        jdbc.sql("""
                        insert into addresses (id, citizen, channel, account, person, reply_to)
                        values (:id, :citizen, 'telegram', '42', :person, 'chat')""")
                .param("id", address)
                .param("citizen", citizen)
                .param("person", address.toString())
                .update();
        jdbc.sql("""
                        insert into conversations (id, address, floor, team, reference, queued_at, last_seq, handled_seq)
                        values (:id, :address, 'queue', :team, :reference, now() - interval '90 seconds', 1, 1)""")
                .param("id", conversation)
                .param("address", address)
                .param("team", team)
                .param("reference", "T-" + conversation)
                .update();
        said(jdbc, conversation, 1, words);
        return conversation;
    }

    /** The assistant's answer to a conversation's first message: it quoted the first version of an article. */
    static void answered(JdbcClient jdbc, UUID conversation, String article) {
        jdbc.sql("""
                        insert into decisions (conversation, seq, outcome, article, article_version, confidence, tried, micros)
                        values (:conversation, 1, 'answered', :article, 1, 0.97,
                                jsonb_build_array(jsonb_build_object(
                                    'id', cast(:article as text), 'title', 'An article', 'confidence', 0.97)), 1)""")
                .param("conversation", conversation)
                .param("article", article)
                .update();
    }

    /** What the citizen says next. */
    static void saysMore(JdbcClient jdbc, UUID conversation, String words) {
        int seq = jdbc.sql("update conversations set last_seq = last_seq + 1 where id = :id returning last_seq")
                .param("id", conversation)
                .query((row, number) -> row.getInt(1))
                .single();
        said(jdbc, conversation, seq, words);
    }

    private static void said(JdbcClient jdbc, UUID conversation, int seq, String words) {
        jdbc.sql("""
                        insert into messages (id, conversation, seq, sender, content, text)
                        values (:id, :conversation, :seq, 'citizen', jsonb_build_object('type', 'text', 'text', :text), :text)""")
                .param("id", Ids.next())
                .param("conversation", conversation)
                .param("seq", seq)
                .param("text", words)
                .update();
    }

    static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(SOON), "completed empty");
    }

    static boolean empty(Mono<?> mono) {
        return Boolean.FALSE.equals(mono.hasElement().block(SOON));
    }

    /** Leaves no conversation. What the application writes beside it, such as the search's index, may cross that: then once more. */
    static void clear(JdbcClient jdbc) {
        await().ignoreExceptionsInstanceOf(PessimisticLockingFailureException.class)
                .until(() -> jdbc.sql("delete from conversations").update() >= 0);
    }
}
