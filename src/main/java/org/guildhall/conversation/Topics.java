package org.guildhall.conversation;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What conversations seem to be about: the articles that the assistant tried at the latest question. */
@Component
public final class Topics {

    private static final TypeReference<List<Decision.Tried>> TRIED = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    Topics(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** By conversation, the surest article first; those of which nobody knows are left out. */
    public Mono<Map<UUID, List<Decision.Tried>>> of(Collection<UUID> conversations) {
        if (conversations.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.statement(sql -> {
            Map<UUID, List<Decision.Tried>> topics = new HashMap<>();
            sql.sql("""
                            select t.id, d.tried from unnest(cast(:ids as uuid[])) as t (id)
                            cross join lateral (select tried from decisions
                                                where conversation = t.id and tried <> '[]'
                                                order by seq desc limit 1) d""")
                    .param("ids", conversations.stream().map(UUID::toString).toArray(String[]::new))
                    .query(row -> {
                        topics.put(
                                row.getObject("id", UUID.class),
                                json.readValue(row.getString("tried"), TRIED).stream()
                                        .sorted(Comparator.comparingDouble(Decision.Tried::confidence)
                                                .reversed())
                                        .toList());
                    });
            return topics;
        });
    }
}
