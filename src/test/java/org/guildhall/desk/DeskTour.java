package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.guildhall.Browsing;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;

/** All pages of the desk, one after the other, in a browser of whoever finds them. */
final class DeskTour {

    private final Browsing browsing;
    private final String server;
    private final Database database;
    private final UUID conversation;
    private final UUID canned;

    /** With a conversation and a canned reply that are there. */
    DeskTour(Browsing browsing, String server, Database database, UUID conversation, UUID canned) {
        this.browsing = browsing;
        this.server = server;
        this.database = database;
        this.conversation = conversation;
        this.canned = canned;
    }

    /** Looks at each page in such a browser. */
    void each(UnaryOperator<NewContextOptions> how, BiConsumer<DeskPages, Page> look) {
        answered(database, conversation);
        try (BrowserContext boss = browsing.profile(how)) {
            Page inside = DeskVisit.signIn(boss, server, DeskServer.BOSS);
            for (DeskPages one : DeskPages.ALL) {
                if (one.who() == DeskPages.Who.SIGNED_IN) {
                    show(inside, one, "");
                    look.accept(one, inside);
                } else {
                    outside(how, one, look);
                }
            }
        }
    }

    /** What should be an article is a reply of staff. */
    static void answered(Database database, UUID conversation) {
        database.inTransaction(sql -> {
            int said = sql.sql("""
                            insert into messages (id, conversation, seq, sender, sender_name, content, text)
                            values (:id, :conversation, :seq, 'staff', 'Anna', '{"type":"text","text":"Thank you. The crew comes back this morning."}',
                                    'Thank you. The crew comes back this morning.')
                            on conflict do nothing""")
                    .param("id", Ids.next())
                    .param("conversation", conversation)
                    .param("seq", DeskPages.REPLY)
                    .update();
            sql.sql(
                            "update conversations set last_seq = greatest(last_seq, :seq), handled_seq = greatest(handled_seq, :seq) where id = :id")
                    .param("seq", DeskPages.REPLY)
                    .param("id", conversation)
                    .update();
            return said;
        });
    }

    private void outside(UnaryOperator<NewContextOptions> how, DeskPages one, BiConsumer<DeskPages, Page> look) {
        try (BrowserContext profile = browsing.profile(how)) {
            Page page = profile.newPage();
            StaffMember anna = DeskFixture.now(new Staff(database).named(DeskServer.ANNA));
            String query = "";
            if (one.who() == DeskPages.Who.HALF_WAY) {
                OpaqueToken half = DeskFixture.now(new HalfSignIns(database).begin(anna, "/desk"));
                profile.addCookies(List.of(new Cookie("guildhall-sign-in", half.value()).setUrl(server)));
            } else if (one.who() == DeskPages.Who.INVITED) {
                OpaqueToken key = database.inTransaction(sql -> PasswordLinks.make(sql, anna.id()));
                query = "?key=" + key.value();
            }
            show(page, one, query);
            look.accept(one, page);
        }
    }

    private void show(Page page, DeskPages one, String query) {
        assertThat(page.navigate(server + one.path(conversation, canned) + query)
                        .status())
                .as(one.name())
                .isEqualTo(200);
    }
}
