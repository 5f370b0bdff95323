package org.guildhall.desk;

import java.util.List;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Files of the knowledge base that could not be published, as the knowledge room wrote them down. */
@Component
final class KnowledgeFaults {

    private final Database database;

    KnowledgeFaults(Database database) {
        this.database = database;
    }

    /** Something wrong with a file; {@code line} counts from 1. */
    record Fault(String file, int line, String reason) {}

    Mono<List<Fault>> all() {
        return database.transaction(
                sql -> sql.sql("select file, line, reason from article_problems order by file, line, reason")
                        .query(Fault.class)
                        .list());
    }
}
