package org.guildhall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guildhall.Guildhall;
import org.guildhall.platform.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** No table holds citizens' data without a room that answers for it. */
@SpringBootTest(classes = Guildhall.class, properties = "guildhall.knowledge-base=target/no-articles")
class OwnershipFlowTests {

    /** Whoever adds a table puts it here, with nobody's data in it, or into a room's {@link PersonalData}. */
    private static final Set<String> NOBODYS = Set.of(
            "flyway_schema_history",
            "x_spending",
            "x_tokens",
            "publications",
            "publication_articles",
            "article_versions",
            "article_problems",
            "article_helped",
            "signing_keys",
            "poll_offsets",
            "channel_accounts",
            "channel_charges",
            "staff",
            "staff_teams",
            "staff_tokens",
            "staff_sessions",
            "staff_presence",
            "staff_duties",
            "staff_links",
            "staff_second_factors",
            "staff_recovery_codes",
            "staff_half_sign_ins",
            "staff_oidc_visits",
            "staff_identities",
            "canned_replies",
            "staff_rooms",
            "staff_words",
            "staff_messenger_links",
            "staff_link_codes",
            "push_keys",
            "push_subscriptions",
            "push_marks",
            "push_notices",
            "opening_hours",
            "closures",
            "targets",
            "audit");

    @Autowired
    private @Nullable List<PersonalData> rooms;

    @Autowired
    private @Nullable JdbcClient sql;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.properties(registry);
    }

    @Test
    void everyTableWithCitizensDataHasARoomThatAnswersForIt() {
        Set<String> owned = new HashSet<>(NOBODYS);
        java.util.Objects.requireNonNull(rooms).forEach(room -> owned.addAll(room.tables()));

        assertThat(java.util.Objects.requireNonNull(sql)
                        .sql("select table_name from information_schema.tables where table_schema = 'public'")
                        .query(String.class)
                        .list())
                .isSubsetOf(owned);
    }
}
