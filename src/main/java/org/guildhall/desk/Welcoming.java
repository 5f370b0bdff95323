package org.guildhall.desk;

import org.guildhall.platform.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is led through the set-up: the first administrator, until they say that it is done. */
@Component
final class Welcoming {

    private final Database database;

    Welcoming(Database database) {
        this.database = database;
    }

    static void begin(JdbcClient sql, StaffMember member) {
        sql.sql("update staff set being_welcomed = true where id = :id")
                .param("id", member.id())
                .update();
    }

    /** Whether somebody is still to be led through it. */
    Mono<Boolean> wanted(StaffMember member) {
        return database.transaction(sql -> sql.sql("select being_welcomed from staff where id = :id")
                .param("id", member.id())
                .query(Boolean.class)
                .optional()
                .orElse(false));
    }

    /** It is done, or they want no more of it. */
    Mono<Void> end(StaffMember member) {
        return database.run(sql -> sql.sql("update staff set being_welcomed = false where id = :id")
                .param("id", member.id())
                .update());
    }

    /**
     * What of it is done.
     *
     * @param password whether they chose their password themselves
     * @param secondFactor whether they have one
     * @param colleague whether there is somebody besides them
     */
    record Done(boolean password, boolean secondFactor, boolean colleague) {}

    /** What of it is done. */
    Mono<Done> done(StaffMember member) {
        return database.transaction(sql -> sql.sql("""
                        select password_chosen_at is not null as password,
                               exists (select from staff_second_factors f where f.staff = s.id) as factor,
                               exists (select from staff o where o.id <> s.id and o.active) as colleague
                        from staff s where s.id = :id""")
                .param("id", member.id())
                .query((row, number) ->
                        new Done(row.getBoolean("password"), row.getBoolean("factor"), row.getBoolean("colleague")))
                .single());
    }
}
