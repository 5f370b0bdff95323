package org.guildhall.conversation;

import java.util.List;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;

/**
 * What citizens are told about most just now: counts of articles quoted, never words. Plain blocking SQL: call it off the
 * event loop.
 */
@Component
public final class Demand {

    /** Looks at so many messages at most, so that it costs the same in a quiet village and in a flood. */
    private static final int LATEST = 20_000;

    private static final int DAYS = 7;

    /** Of fewer conversations nothing is told, so that nobody finds their own. */
    private static final int FEWEST = 3;

    private final Database database;

    Demand(Database database) {
        this.database = database;
    }

    /**
     * An article that was quoted.
     *
     * @param conversations in how many, three or more
     */
    public record Asked(String article, int conversations) {}

    /**
     * The articles quoted in most conversations of the last week; the latest twenty thousand messages count.
     *
     * @param most how many articles to tell of
     */
    public List<Asked> latest(int most) {
        // Keys grow with time, so the latest messages stand together at the end of their index.
        return database.inOneStatement(sql -> sql.sql("""
                        select article, count(distinct conversation)::int as conversations
                          from (select article, conversation, sender, at from messages order by id desc limit :latest) said
                         where article is not null and sender in ('assistant', 'staff')
                           and at > now() - make_interval(days => :days)
                         group by article having count(distinct conversation) >= :fewest
                         order by conversations desc, article limit :most""")
                .param("latest", LATEST)
                .param("days", DAYS)
                .param("fewest", FEWEST)
                .param("most", most)
                .query((row, number) -> new Asked(row.getString("article"), row.getInt("conversations")))
                .list());
    }
}
