package org.guildhall.desk;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.guildhall.conversation.StaffFiles;
import org.guildhall.conversation.Transcript;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Replies that staff need again and again. In a conversation its own team's are offered and everybody's, to whoever may see
 * the conversation; supervisors and administrators look after all of them.
 */
@Component
final class CannedReplies {

    /** Nobody finds anything in a longer list. */
    private static final int MOST = 500;

    private static final String COLUMNS = "id, team, title, text, changed_by, changed_at, file";

    private static final RowMapper<CannedReply> MAPPER = (row, number) -> new CannedReply(
            row.getObject("id", UUID.class),
            row.getString("team"),
            row.getString("title"),
            row.getString("text"),
            row.getString("changed_by"),
            row.getObject("changed_at", OffsetDateTime.class).toInstant(),
            row.getObject("file", UUID.class));

    private final Database database;
    private final Teams teams;
    private final Suggestions articles;
    private final StaffFiles files;
    private final Audit audit;

    CannedReplies(Database database, Teams teams, Suggestions articles, StaffFiles files, Audit audit) {
        this.files = files;
        this.database = database;
        this.teams = teams;
        this.articles = articles;
        this.audit = audit;
    }

    /** How saving one ended. */
    sealed interface Saved {
        record Reply(CannedReply reply) implements Saved {}

        /** There is none, or it is not theirs to change. */
        record Missing() implements Saved {}

        /** What is wrong, in words by field. */
        record Faulty(Map<String, String> faults) implements Saved {}
    }

    /** Everybody's and those of the teams they see, by title. */
    Mono<List<CannedReply>> all(StaffMember me) {
        Set<String> sight = me.teamsInSight();
        return database.transaction(sql -> sql.sql("select " + COLUMNS + """
                         from canned_replies
                        where :answers and (team is null or :all or team = any(:teams))
                        order by title, id limit :most""")
                .param("answers", me.answers())
                .param("all", sight.isEmpty())
                .param("teams", sight.toArray(String[]::new))
                .param("most", MOST)
                .query(MAPPER)
                .list());
    }

    /** Those for a conversation that they may see, filled, by title. */
    Mono<List<CannedView>> offered(StaffMember me, Transcript all) {
        Gaps gaps = Gaps.of(all, me);
        return database.transaction(sql -> sql
                .sql("select " + COLUMNS + """
                         from canned_replies
                        where team is null or team = :team
                        order by title, id limit :most""")
                .param("team", all.summary().team())
                .param("most", MOST)
                .query(MAPPER)
                .list()
                .stream()
                .map(reply -> CannedView.of(reply, gaps.fill(reply.text(), articles::link)))
                .toList());
    }

    /** One for a conversation that they may see, filled; empty when it is not there, or another team's. */
    Mono<CannedReply.Filled> filled(StaffMember me, Transcript all, UUID id) {
        Gaps gaps = Gaps.of(all, me);
        return database.transaction(sql -> sql.sql("select " + COLUMNS + """
                         from canned_replies
                        where id = :id and (team is null or team = :team)""")
                .param("id", id)
                .param("team", all.summary().team())
                .query(MAPPER)
                .optional()
                .map(reply -> new CannedReply.Filled(
                        gaps.fill(reply.text(), articles::link), Objects.toString(reply.file(), "")))
                .orElse(null));
    }

    /** One to look after; empty when there is none, or they look after none. */
    Mono<CannedReply> one(StaffMember me, UUID id) {
        return database.transaction(
                sql -> sql.sql("select " + COLUMNS + " from canned_replies where id = :id and :prepares")
                        .param("id", id)
                        .param("prepares", me.preparesReplies())
                        .query(MAPPER)
                        .optional()
                        .orElse(null));
    }

    /** Whether an article that it links to is not there any more. */
    boolean broken(CannedReply reply) {
        return !Gaps.links(reply.text()).stream().allMatch(this::linkable);
    }

    private boolean linkable(String article) {
        return articles.link(article).isPresent();
    }

    Mono<Saved> add(StaffMember me, WrittenReply written) {
        UUID id = Ids.next();
        return save(me, written, sql -> {
            CannedReply added = bound(sql.sql("""
                            insert into canned_replies (id, team, title, text, changed_by)
                            values (:id, :team, :title, :text, :by)
                            returning """ + " " + COLUMNS), id, me, written)
                    .query(MAPPER)
                    .single();
            writeDown(sql, me, "canned-reply.add", added);
            return added;
        });
    }

    Mono<Saved> change(StaffMember me, UUID id, WrittenReply written) {
        return save(me, written, sql -> {
            CannedReply changed = bound(sql.sql("""
                            update canned_replies
                            set team = :team, title = :title, text = :text, changed_by = :by, changed_at = now()
                            where id = :id
                            returning """ + " " + COLUMNS), id, me, written)
                    .query(MAPPER)
                    .optional()
                    .orElse(null);
            if (changed != null) {
                writeDown(sql, me, "canned-reply.change", changed);
            }
            return changed;
        });
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, UUID id, StaffMember me, WrittenReply written) {
        return statement
                .param("id", id)
                .param("team", written.wantedTeam())
                .param("title", written.wantedTitle())
                .param("text", written.wantedText())
                .param("by", me.username());
    }

    /** For anybody who does not look after replies there is nothing to save, whichever way they came. */
    private Mono<Saved> save(StaffMember me, WrittenReply written, Function<JdbcClient, @Nullable CannedReply> write) {
        if (!me.preparesReplies()) {
            return Mono.just(new Saved.Missing());
        }
        return teams.all()
                .flatMap(known -> database.<Map<String, String>>onWorker(() -> written.faults(known, this::linkable)))
                .flatMap(faults -> faults.isEmpty() ? stored(write) : Mono.<Saved>just(new Saved.Faulty(faults)));
    }

    private Mono<Saved> stored(Function<JdbcClient, @Nullable CannedReply> write) {
        return database.<CannedReply>transaction(write)
                .<Saved>map(Saved.Reply::new)
                .defaultIfEmpty(new Saved.Missing());
    }

    /**
     * Puts a file that is shared to one, in place of the one before, which is let go.
     *
     * @param file its id; null takes the one before away
     * @return false when there is no such reply, or it is not theirs to change; then the new file is let go
     */
    Mono<Boolean> bring(StaffMember me, UUID id, @Nullable UUID file) {
        return database.<Changed>transaction(sql -> {
                    CannedReply before = sql.sql("select " + COLUMNS
                                    + " from canned_replies where id = :id and :prepares for update")
                            .param("id", id)
                            .param("prepares", me.preparesReplies())
                            .query(MAPPER)
                            .optional()
                            .orElse(null);
                    if (before == null) {
                        return new Changed(false, Optional.ofNullable(file));
                    }
                    sql.sql(
                                    "update canned_replies set file = :file, changed_by = :by, changed_at = now() where id = :id")
                            .param("file", file)
                            .param("by", me.username())
                            .param("id", id)
                            .update();
                    writeDown(sql, me, "canned-reply.change", before);
                    return new Changed(true, Optional.ofNullable(before.file()));
                })
                .delayUntil(changed -> letGo(changed.gone()))
                .map(Changed::done);
    }

    /** Whether a reply has another file now, and which file nobody needs any more. */
    private record Changed(boolean done, Optional<UUID> gone) {}

    /** Takes one away; false when there is none, or it is not theirs to take. */
    Mono<Boolean> remove(StaffMember me, UUID id) {
        Mono<CannedReply> removed = database.<CannedReply>transaction(sql -> {
            CannedReply gone = sql.sql("delete from canned_replies where id = :id and :prepares returning " + COLUMNS)
                    .param("id", id)
                    .param("prepares", me.preparesReplies())
                    .query(MAPPER)
                    .optional()
                    .orElse(null);
            if (gone != null) {
                writeDown(sql, me, "canned-reply.remove", gone);
            }
            return gone;
        });
        return removed.delayUntil(gone -> letGo(Optional.ofNullable(gone.file())))
                .map(gone -> true)
                .defaultIfEmpty(false);
    }

    private Mono<Void> letGo(Optional<UUID> file) {
        return Mono.justOrEmpty(file).flatMap(files::release);
    }

    private void writeDown(JdbcClient sql, StaffMember me, String action, CannedReply reply) {
        String team = reply.team();
        audit.record(sql, me.username(), action, reply.id().toString(), team == null ? Map.of() : Map.of("team", team));
    }
}
