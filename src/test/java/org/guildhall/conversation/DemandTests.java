package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.guildhall.conversation.Demand.Asked;
import org.guildhall.platform.Ids;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is asked most, out of a real PostgreSQL. */
class DemandTests {

    private final TestDatabase server = TestDatabase.migrated();
    private final JdbcClient sql = server.jdbc();
    private final Demand demand = new Demand(server.database());

    @BeforeEach
    void publishes() {
        for (String article : new String[] {"bins", "tax", "tip"}) {
            sql.sql("""
                            insert into article_versions (article, version, title, kind, team, language, digest, source)
                            values (:article, 1, 'Title', 'answer', 'waste', 'en', 'd', 's')""").param("article", article).update();
        }
    }

    @Test
    void countsConversationsAndNotMessages() {
        for (int i = 0; i < 4; i++) {
            said(conversation(), "assistant", "bins", "0 days");
        }
        for (int i = 0; i < 3; i++) {
            UUID chatty = conversation();
            said(chatty, "assistant", "tax", "0 days");
            said(chatty, "staff", "tax", "0 days");
        }
        assertThat(demand.latest(10)).containsExactly(new Asked("bins", 4), new Asked("tax", 3));
        assertThat(demand.latest(1)).containsExactly(new Asked("bins", 4));
    }

    @Test
    void tellsNothingOfFewerThanThreeConversations() {
        UUID chatty = conversation();
        for (int i = 0; i < 5; i++) {
            said(chatty, "assistant", "tip", "0 days");
        }
        said(conversation(), "assistant", "tip", "0 days");
        assertThat(demand.latest(10)).isEmpty();
    }

    @Test
    void forgetsWhatWasAskedLongAgo() {
        for (int i = 0; i < 3; i++) {
            said(conversation(), "assistant", "bins", "8 days");
            said(conversation(), "assistant", "tax", "6 days");
        }
        assertThat(demand.latest(10)).containsExactly(new Asked("tax", 3));
    }

    private UUID conversation() {
        UUID id = Ids.next();
        sql.sql("insert into citizens (id) values (:id)").param("id", id).update();
        sql.sql("""
                        insert into addresses (id, citizen, channel, account, person, reply_to)
                        values (:id, :id, 'telegram', '42', :person, 'x')""").param("id", id).param("person", id.toString()).update();
        sql.sql("insert into conversations (id, address) values (:id, :id)")
                .param("id", id)
                .update();
        return id;
    }

    private void said(UUID conversation, String sender, String article, String ago) {
        sql.sql("""
                        insert into messages (id, conversation, seq, sender, content, text, article, article_version, at)
                        select :id, :conversation, coalesce(max(seq), 0) + 1, :sender, '{}'::jsonb, 'words', :article, 1,
                               now() - :ago::interval
                          from messages where conversation = :conversation""")
                .param("id", Ids.next())
                .param("conversation", conversation)
                .param("sender", sender)
                .param("article", article)
                .param("ago", ago)
                .update();
    }
}
