package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.platform.PublicUrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that staff send. */
class StaffFilesTests {

    private static final PublicUrl COUNCIL = new PublicUrl(URI.create("https://council.example"));

    private final House house = new House();
    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void annWaits() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        conversation = idOf(house.says(ANN, "e1", "help"));
        house.settle();
    }

    @Test
    void arePaintedAnewWhenTheyArePictures() {
        StaffFile file = kept("the bin.jpeg", Photos.withExif(6, true));
        byte[] bytes = now(house.files.bytes(file, 0, 1_000_000));

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", Photos.PLACE);
        assertThat(file.kind()).isEqualTo(MediaKind.PHOTO);
        assertThat(file.size()).isEqualTo(bytes.length);
        assertThat(file.fileName()).isEqualTo("the bin.jpg");
    }

    @Test
    void areWhatTheirBytesAreWhateverTheyAreCalled() {
        StaffFile file = kept("../evil\u202Eexe.html", "%PDF-1.7 form".getBytes(StandardCharsets.US_ASCII));

        assertThat(file.type()).isEqualTo(FileType.PDF);
        assertThat(file.kind()).isEqualTo(MediaKind.DOCUMENT);
        assertThat(file.fileName()).endsWith(".pdf").doesNotContain("/", "\u202E", "html");
        assertThat(file.with("", COUNCIL).link().orElseThrow())
                .matches("https://council\\.example/files/[A-Za-z0-9_-]{32}/[a-z0-9-]+\\.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><script>alert(1)</script>",
                "MZ\u0090 a program",
                "PK\u0003\u0004 an archive",
                "\u00FF\u00D8\u00FF no photo"
            })
    void areRefusedWhenNoMessengerShowsThem(String content) {
        assertThat(now(house.files.keep(conversation, SAM, "form.pdf", content.getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(new StaffFiles.Kept.Unfit());
    }

    @Test
    void areServedFromTheMomentTheyAreSentAndNotForEver() {
        StaffFile file = kept("form.pdf", pdf());
        assertThat(served(file)).isFalse();
        Content.Media media = file.with("Here *it* is", COUNCIL);
        now(house.casework.reply(conversation, by(SAM), new Decision.Reply(media, null)));

        assertThat(served(file)).isTrue();
        Transcript all = now(house.conversations.transcript(conversation));
        Message said = all.messages().getLast();
        assertThat(all.attachments(said))
                .extracting(Attachment::fileName)
                .as("it stands at its message")
                .containsExactly("form.pdf");
        Attachment attachment = all.attachments(said).getFirst();
        assertThat(new String(now(house.conversations.bytes(attachment, 1, 3)), StandardCharsets.US_ASCII))
                .isEqualTo("PDF");
        assertThat(house.sql
                        .sql("select payload -> 'content' ->> 'text' from outbox where seq = :seq")
                        .param("seq", said.seq())
                        .query(String.class)
                        .single())
                .isEqualTo("Here \\*it\\* is");
        house.sql.sql("update sent_files set served_until = now()").update();
        assertThat(served(file)).isFalse();
    }

    @Test
    void belongToTheirConversationOrToAll() {
        StaffFile own = kept("form.pdf", pdf());
        StaffFile shared = ((StaffFiles.Kept.File) now(house.files.share(SAM, "all.pdf", pdf()))).file();
        UUID other = idOf(house.says(House.citizen(2), "e2", "hello"));

        assertThat(now(house.files.one(conversation, own.id()))).isEqualTo(own);
        assertThat(house.files.one(other, own.id()).hasElement().block()).isFalse();
        assertThat(now(house.files.one(other, shared.id()))).isEqualTo(shared);
        assertThat(now(house.files.shared(List.of(own.id(), shared.id())))).containsExactly(shared);
    }

    @Test
    void goWhenNobodySentThemAndWhenNobodyNeedsThemAnyMore() {
        StaffFile never = kept("never.pdf", pdf());
        StaffFile sent = kept("sent.pdf", pdf());
        StaffFile shared = ((StaffFiles.Kept.File) now(house.files.share(SAM, "all.pdf", pdf()))).file();
        now(house.casework.reply(conversation, by(SAM), new Decision.Reply(sent.with("", COUNCIL), null)));
        house.sql
                .sql("update staff_files set created_at = now() - interval '2 days'")
                .update();
        house.data.expire();
        assertThat(names()).containsExactly("all.pdf", "sent.pdf");

        house.files.release(shared.id()).block();
        house.data.expire();
        assertThat(names()).containsExactly("sent.pdf");
        house.sql.sql("delete from conversations").update();
        assertThat(names()).isEmpty();
        assertThat(never.id()).isNotEqualTo(sent.id());
    }

    private List<String> names() {
        return house.sql
                .sql("select file_name from staff_files order by file_name")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private boolean served(StaffFile file) {
        return Boolean.TRUE.equals(house.files.served(file.link()).hasElement().block());
    }

    private StaffFile kept(String name, byte[] bytes) {
        return ((StaffFiles.Kept.File) now(house.files.keep(conversation, SAM, name, bytes))).file();
    }

    private static byte[] pdf() {
        return "%PDF-1.7 a form".getBytes(StandardCharsets.US_ASCII);
    }
}
