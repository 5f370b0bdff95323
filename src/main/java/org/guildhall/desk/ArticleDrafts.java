package org.guildhall.desk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.StaffName;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What should be an article. Whoever answers keeps a question with its reply, as they put it into words that anybody may read;
 * whoever looks after the articles sees them and marks what is done. Both are conditions of the statements themselves.
 */
@Component
final class ArticleDrafts {

    /** Nobody finds anything in a longer list. */
    private static final int MOST = 200;

    private static final String COLUMNS = "id, team, question, reply, by_username, by_name, at, done_by, done_at";

    private static final RowMapper<ArticleDraft> MAPPER = (row, number) -> new ArticleDraft(
            row.getObject("id", UUID.class),
            row.getString("team"),
            row.getString("question"),
            row.getString("reply"),
            new StaffName(row.getString("by_username"), row.getString("by_name")),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("done_by"),
            done(row.getObject("done_at", OffsetDateTime.class)));

    private final Database database;
    private final Desk desk;
    private final Audit audit;

    ArticleDrafts(Database database, Desk desk, Audit audit) {
        this.database = database;
        this.desk = desk;
        this.audit = audit;
    }

    private static @Nullable Instant done(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** Keeps one; empty when there is no conversation they may answer. */
    Mono<UUID> keep(StaffMember me, UUID conversation, String question, String reply) {
        UUID id = Ids.next();
        return desk.acting(me, conversation)
                .flatMap(seen -> database.<UUID>transaction(sql -> {
                    String team = seen.team();
                    sql.sql("""
                            insert into article_drafts (id, conversation, team, question, reply, by_username, by_name)
                            values (:id, :conversation, :team, :question, :reply, :username, :name)""")
                            .param("id", id)
                            .param("conversation", conversation)
                            .param("team", team == null ? Teams.FRONT_DESK : team)
                            .param("question", question)
                            .param("reply", reply)
                            .param("username", me.username())
                            .param("name", me.fullName())
                            .update();
                    audit.record(sql, me.username(), "draft.keep", id.toString(), Map.of());
                    return id;
                }));
    }

    /** What nobody has done yet, the oldest first, and then what was done lately; nothing for whoever looks after no articles. */
    Mono<List<ArticleDraft>> all(StaffMember me) {
        return database.statement(sql -> sql.sql("select " + COLUMNS + """
                         from article_drafts where :edits
                        order by done_at is not null, done_at desc, at, id limit :most""")
                .param("edits", me.seesKnowledge())
                .param("most", MOST)
                .query(MAPPER)
                .list());
    }

    /** One of them; empty when there is none, or they look after no articles. */
    Mono<ArticleDraft> one(StaffMember me, UUID id) {
        return database.statement(sql -> sql.sql("select " + COLUMNS + " from article_drafts where id = :id and :edits")
                .param("id", id)
                .param("edits", me.seesKnowledge())
                .query(MAPPER)
                .optional()
                .orElse(null));
    }

    /** Marks one as done, once; false when there is none, or they look after no articles. */
    Mono<Boolean> done(StaffMember me, UUID id) {
        return database.<Boolean>transaction(sql -> {
            boolean done = sql.sql("""
                                    update article_drafts
                                    set done_by = coalesce(done_by, :by), done_at = coalesce(done_at, now())
                                    where id = :id and :edits""")
                            .param("id", id)
                            .param("edits", me.seesKnowledge())
                            .param("by", me.username())
                            .update()
                    == 1;
            if (done) {
                audit.record(sql, me.username(), "draft.done", id.toString(), Map.of());
            }
            return done;
        });
    }
}
