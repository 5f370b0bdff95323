package org.guildhall.channel.x;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.guildhall.privacy.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whom all nodes together have invited to write in private, which nobody is twice within a day: two machines that mention each
 * other would never come to an end. Here also without a refresh token, because somebody has to answer for what was kept.
 */
@Component
final class Invitations implements PersonalData {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String INVITE = """
            insert into x_invitations as i (account, person, delete_after)
            values (:account, :person, now() + interval '1 day')
            on conflict (account, person) do update set delete_after = excluded.delete_after where i.delete_after < now()
            returning true""";

    private final Database database;

    Invitations(Database database) {
        this.database = database;
    }

    /** Whether this person may be invited, who is by that; false too when nobody can tell at the moment. */
    Mono<Boolean> first(Address person) {
        return database.<Boolean>statement(sql -> sql.sql(INVITE)
                        .param("account", person.account())
                        .param("person", person.person())
                        .query(Boolean.class)
                        .optional()
                        .orElse(false))
                .timeout(PATIENCE)
                .onErrorReturn(false);
    }

    @Override
    public String name() {
        return "That we asked you on X to write to us in private, for a day";
    }

    @Override
    public Set<String> tables() {
        return Set.of("x_invitations");
    }

    @Override
    public Map<String, @Nullable Object> export(Citizen citizen) {
        return Map.of(
                "invitations",
                database.inTransaction(
                        sql -> sql.sql("select person, delete_after from x_invitations where person = any(:people)")
                                .param("people", people(citizen))
                                .query()
                                .listOfRows()));
    }

    @Override
    public void erase(Citizen citizen) {
        database.inTransaction(sql -> sql.sql("delete from x_invitations where person = any(:people)")
                .param("people", people(citizen))
                .update());
    }

    private static String[] people(Citizen citizen) {
        return citizen.addresses().stream()
                .filter(address -> address.channel().equals(XChannel.NAME))
                .map(Address::person)
                .toArray(String[]::new);
    }

    /** Deletes those of more than a day ago. */
    @Override
    public int expire() {
        return database.inTransaction(sql ->
                sql.sql("delete from x_invitations where delete_after < now()").update());
    }
}
