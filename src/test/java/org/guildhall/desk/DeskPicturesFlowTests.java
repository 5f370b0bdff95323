package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.guildhall.Browsing;
import org.guildhall.platform.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The pictures of {@code docs/desk}: every page, light and dark, on a desk and on a phone. They go to {@code target/screenshots};
 * with {@code GUILDHALL_DESK_PICTURES=docs/desk} in the environment to the documents:
 *
 * <pre>GUILDHALL_DESK_PICTURES=docs/desk ./mvnw -Dtests.groups=slow -Dtests.excluded-groups= test -Dtest=DeskPicturesFlowTests</pre>
 */
@Tag("slow")
class DeskPicturesFlowTests extends DeskServer {

    private final UUID canned = Ids.next();
    private UUID shown = Ids.next();

    @BeforeEach
    void anOrdinaryMorning() {
        tidyUp();
        jdbc.sql("update staff set name = initcap(username)").update();
        waits("housing", "HOU-7QX2", "The boiler in my flat has been out since Friday. My baby is cold.");
        waits("waste", "BIN-9KTR", "Someone has left a mattress by the recycling centre in Mill Lane.");
        UUID danger = waits("front-desk", "DSK-3MVP", "There is a strong smell of gas in the stairwell");
        jdbc.sql("update conversations set priority = 'danger' where id = :id")
                .param("id", danger)
                .update();
        shown = waits("waste", "BIN-4F7K", "my bin was not emptied");
        DeskFixture.answered(jdbc, shown, "missed-bin");
        say(shown, 2, "assistant", "If your bin was not emptied, check first that it was out by 6am. Did this help?");
        say(shown, 3, "citizen", "It was out at 5. It is the green one at 12 Mill Lane.");
        jdbc.sql(
                        "insert into notes (id, conversation, by_username, by_name, text) values (:id, :conversation, 'bob', 'Bob', :text)")
                .param("id", Ids.next())
                .param("conversation", shown)
                .param("text", "Third time this month in Mill Lane. I have told the crew.")
                .update();
        jdbc.sql("update conversations set last_seq = 3, handled_seq = 3 where id = :id")
                .param("id", shown)
                .update();
        jdbc.sql("insert into canned_replies (id, title, text, changed_by) values (:id, 'On its way', :text, 'boss')")
                .param("id", canned)
                .param(
                        "text",
                        "Hello {name}, the crew comes back within two working days. Your reference is {reference}.")
                .update();
        UUID rude = waits("front-desk", "DSK-8WHC", "You useless lot, I know where you park");
        jdbc.sql("""
                        insert into blocks (id, citizen, conversation, reason, note, days, asked_by, asked_by_name)
                        select :id, a.citizen, c.id, 'threats', 'Threatened a colleague twice today.', 7, 'bob', 'Bob'
                        from conversations c join addresses a on a.id = c.address where c.id = :conversation""").param("id", Ids.next()).param("conversation", rude).update();
        jdbc.sql(
                        "insert into dead_letters (id, channel, account, reason, body) values (:id, 'telegram', '42', 'not JSON', '\\x007b')")
                .param("id", Ids.next())
                .update();
    }

    @AfterEach
    void tidyUp() {
        jdbc.sql("delete from blocks").update();
        DeskFixture.clear(jdbc);
        jdbc.sql("delete from dead_letters").update();
        jdbc.sql("delete from canned_replies").update();
    }

    @Test
    void ofEveryPageInEveryLook() throws Exception {
        String documents = System.getenv("GUILDHALL_DESK_PICTURES");
        Path folder = documents == null ? Path.of("target", "screenshots") : Path.of(documents);
        Files.createDirectories(folder);
        try (Browsing browsing = new Browsing()) {
            DeskTour tour = new DeskTour(browsing, server(), database, shown, canned);
            for (Look look : Look.values()) {
                tour.each(
                        look::profile,
                        (one, page) -> page.screenshot(new Page.ScreenshotOptions()
                                .setPath(folder.resolve(look.name(one.name()) + ".png"))
                                .setAnimations(ScreenshotAnimations.DISABLED)));
            }
            assertThat(browsing.complaints()).isEmpty();
        }
    }

    private UUID waits(String team, String reference, String words) {
        UUID id = waiting(team, words);
        jdbc.sql("update conversations set reference = :reference where id = :id")
                .param("reference", reference)
                .param("id", id)
                .update();
        return id;
    }

    private void say(UUID conversation, int seq, String sender, String words) {
        jdbc.sql("""
                        insert into messages (id, conversation, seq, sender, content, text)
                        values (:id, :conversation, :seq, :sender, jsonb_build_object('type', 'text', 'text', :text), :text)""")
                .param("id", Ids.next())
                .param("conversation", conversation)
                .param("seq", seq)
                .param("sender", sender)
                .param("text", words)
                .update();
    }
}
