package org.guildhall.channel.webchat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.guildhall.privacy.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Files as they came, from the moment they are committed until they are kept with their message like any messenger's: looked
 * at by their bytes, and pictures painted anew.
 */
@Component
class Uploads implements PersonalData {

    private final Database database;

    Uploads(Database database) {
        this.database = database;
    }

    /**
     * A file that is here.
     *
     * @param first false when it came before under the same message
     */
    record Held(UUID id, boolean first) {}

    /** Holds a file; one that is sent again under the same message is not held twice. */
    Mono<Held> hold(String person, String message, byte[] bytes) {
        return database.transaction(sql -> {
            boolean first = sql.sql("""
                                    insert into webchat_uploads (id, person, message, bytes)
                                    values (:id, :person, :message, :bytes) on conflict (person, message) do nothing""")
                            .param("id", Ids.next())
                            .param("person", person)
                            .param("message", message)
                            .param("bytes", bytes)
                            .update()
                    == 1;
            UUID id = sql.sql("select id from webchat_uploads where person = :person and message = :message")
                    .param("person", person)
                    .param("message", message)
                    .query(UUID.class)
                    .single();
            return new Held(id, first);
        });
    }

    /** All of it; empty when it is not here any more. */
    Mono<byte[]> bytes(UUID id) {
        return database.statement(sql -> sql.sql("select bytes from webchat_uploads where id = :id")
                .param("id", id)
                .query(byte[].class)
                .optional()
                .orElse(null));
    }

    /** It is kept elsewhere now. */
    Mono<Void> forget(UUID id) {
        return database.run(sql -> sql.sql("delete from webchat_uploads where id = :id")
                .param("id", id)
                .update());
    }

    @Override
    public String name() {
        return "Files you send in a web chat, for the moments until they are kept with your messages";
    }

    @Override
    public Set<String> tables() {
        return Set.of("webchat_uploads");
    }

    @Override
    public Map<String, @Nullable Object> export(Citizen citizen) {
        return Map.of(
                "uploads",
                database.inTransaction(sql -> sql.sql(
                                "select created_at, length(bytes) as size from webchat_uploads where person = any(:people)")
                        .param("people", people(citizen))
                        .query()
                        .listOfRows()));
    }

    @Override
    public void erase(Citizen citizen) {
        database.inTransaction(sql -> sql.sql("delete from webchat_uploads where person = any(:people)")
                .param("people", people(citizen))
                .update());
    }

    private static String[] people(Citizen citizen) {
        return citizen.addresses().stream()
                .filter(address -> address.channel().equals(WebchatChannel.NAME))
                .map(Address::person)
                .toArray(String[]::new);
    }

    /** What nobody came for within two weeks: its message was never taken, or was taken before. */
    @Override
    public int expire() {
        return database.inTransaction(sql -> sql.sql("""
                        delete from webchat_uploads where id in
                        (select id from webchat_uploads where delete_after < now() limit 100)""").update());
    }
}
