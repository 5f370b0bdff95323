package org.guildhall.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guildhall.conversation.Colleagues;
import org.guildhall.conversation.LinkCode;
import org.guildhall.conversation.StaffName;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.guildhall.privacy.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who at a messenger is who at the desk. Staff are shown a code and give it to the messenger's bot; whoever can do both is that
 * person. One name of each messenger for each member of staff, and one member of staff for each name.
 */
@Component
final class StaffLinks implements Colleagues {

    /** Long enough to pick up a phone. */
    static final Duration GOOD = Duration.ofMinutes(10);

    private final Database database;
    private final Audit audit;

    StaffLinks(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A messenger to which somebody is linked, and since when. */
    record Link(String channel, String account, Instant since) {}

    /** Those of a member of staff, in the order of the messengers' names. */
    Mono<List<Link>> of(StaffMember me) {
        return database.transaction(sql -> sql.sql("""
                        select channel, account, linked_at from staff_messenger_links where staff = :staff
                        order by channel, account""")
                .param("staff", me.id())
                .query((row, number) -> new Link(
                        row.getString("channel"),
                        row.getString("account"),
                        row.getObject("linked_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    /** Makes a code for somebody, which takes the place of the one they had; it cannot be read again. */
    Mono<LinkCode> code(StaffMember me) {
        LinkCode code = LinkCode.random();
        return database.run(sql -> {
                    sql.sql("""
                                    insert into staff_link_codes (staff, hash, expires_at)
                                    values (:staff, :hash, now() + make_interval(secs => :seconds))
                                    on conflict (staff) do update
                                    set hash = excluded.hash, expires_at = excluded.expires_at""")
                            .param("staff", me.id())
                            .param("hash", code.hash())
                            .param("seconds", (double) GOOD.toSeconds())
                            .update();
                    audit.record(sql, me.username(), "messenger.code", me.username(), Map.of());
                })
                .thenReturn(code);
    }

    /** Takes a link away; false when there is none. */
    Mono<Boolean> unlink(StaffMember me, String channel, String account) {
        return database.transaction(sql -> {
            boolean gone = sql.sql("""
                                    delete from staff_messenger_links
                                    where staff = :staff and channel = :channel and account = :account""")
                            .param("staff", me.id())
                            .param("channel", channel)
                            .param("account", account)
                            .update()
                    == 1;
            if (gone) {
                audit.record(sql, me.username(), "messenger.unlink", channel, Map.of());
            }
            return gone;
        });
    }

    @Override
    public Optional<Colleague> behind(JdbcClient sql, Address address) {
        return bound(sql.sql("select l.reply_to, " + Staff.MEMBER + """
                         from staff_messenger_links l join staff s on s.id = l.staff
                        where l.channel = :channel and l.account = :account and l.person = :person and s.active"""), address)
                .query((row, number) -> colleague(Staff.member(row), row.getString("reply_to")))
                .optional();
    }

    private static Colleague colleague(StaffMember member, String replyTo) {
        // In the form that means all to Queue; somebody who answers nobody sees nothing, whatever stands here.
        Set<String> teams = member.teamsInSight();
        return new Colleague(member.staffName(), member.answers(), teams, replyTo);
    }

    @Override
    public Optional<StaffName> link(JdbcClient sql, Address address, LinkCode code) {
        Optional<StaffMember> shown = sql.sql("""
                        with used as (
                            delete from staff_link_codes where hash = :hash returning staff, expires_at > now() as good)
                        select """ + " " + Staff.MEMBER
                        + " from used u join staff s on s.id = u.staff where u.good and s.active")
                .param("hash", code.hash())
                .query((row, number) -> Staff.member(row))
                .optional()
                .filter(StaffMember::answers);
        shown.ifPresent(member -> link(sql, address, member));
        return shown.map(StaffMember::staffName);
    }

    private void link(JdbcClient sql, Address address, StaffMember member) {
        bound(sql.sql("""
                        delete from staff_messenger_links
                        where channel = :channel and account = :account and (staff = :staff or person = :person)"""), address).param("staff", member.id()).update();
        bound(sql.sql("""
                        insert into staff_messenger_links (channel, account, person, staff, reply_to)
                        values (:channel, :account, :person, :staff, :replyTo) on conflict do nothing"""), address)
                .param("staff", member.id())
                .param("replyTo", address.replyTo())
                .update();
        audit.record(sql, member.username(), "messenger.link", address.channel(), Map.of());
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, Address address) {
        return statement
                .param("channel", address.channel())
                .param("account", address.account())
                .param("person", address.person());
    }
}
