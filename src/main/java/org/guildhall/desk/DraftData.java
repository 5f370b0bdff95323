package org.guildhall.desk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.Conversations;
import org.guildhall.platform.Database;
import org.guildhall.privacy.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Drafts of articles keep what a citizen asked, in a colleague's words or in their own. */
@Component
final class DraftData implements PersonalData {

    private final Database database;
    private final Conversations conversations;

    DraftData(Database database, Conversations conversations) {
        this.database = database;
        this.conversations = conversations;
    }

    @Override
    public String name() {
        return "Questions that should become help pages";
    }

    @Override
    public Set<String> tables() {
        return Set.of("article_drafts");
    }

    @Override
    public Map<String, @Nullable Object> export(Citizen citizen) {
        String[] ids = ids(citizen);
        return Map.of(
                "drafts",
                database.inOneStatement(sql -> sql.sql(
                                "select question, reply, at from article_drafts where conversation = any(cast(:ids as uuid[])) order by at")
                        .param("ids", ids)
                        .query()
                        .listOfRows()));
    }

    /** Those of conversations that are gone already went with them. */
    @Override
    public void erase(Citizen citizen) {
        String[] ids = ids(citizen);
        database.inOneStatement(
                sql -> sql.sql("delete from article_drafts where conversation = any(cast(:ids as uuid[]))")
                        .param("ids", ids)
                        .update());
    }

    private String[] ids(Citizen citizen) {
        List<UUID> ids = conversations.ofCitizen(citizen.id());
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    /** What is done needs nobody any more; the rest goes with its conversation. */
    @Override
    public int expire() {
        return database.inOneStatement(
                sql -> sql.sql("delete from article_drafts where done_at < now() - interval '90 days'")
                        .update());
    }
}
