package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.platform.FetchFailed.Why;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DownloadsTests {

    private static final List<Replays.Account> OURS = List.of(new Replays.Account("telegram", "42"));
    private static final byte[] BYTES = "%PDF-1.7 a form".getBytes(StandardCharsets.US_ASCII);

    private final House house = new House();

    @Test
    void aFileIsTakenByOneAndKept() throws Exception {
        UUID conversation = sends("file-7");

        Downloads.Wanted wanted = house.downloads.take(OURS).orElseThrow();
        assertThat(wanted.handle()).isEqualTo(new Handle("telegram", "file-7"));
        assertThat(house.downloads.take(OURS)).as("somebody has it").isEmpty();
        house.downloads.fetched(wanted, BYTES);

        Attachment file = file(conversation);
        assertThat(file.state()).isEqualTo(Attachment.State.FETCHED);
        assertThat(file.type()).isEqualTo(FileType.PDF);
        assertThat(file.size()).isEqualTo(BYTES.length);
        assertThat(file.picture()).isFalse();
        assertThat(House.now(house.conversations.bytes(file, 5, 3))).asString().isEqualTo("1.7");
        assertThat(house.downloads.take(OURS)).isEmpty();
    }

    @Test
    void aFileOfAMessengerThatIsOffWaits() {
        sends("file-7");

        assertThat(house.downloads.take(List.of())).isEmpty();
        assertThat(house.downloads.take(List.of(new Replays.Account("telegram", "43"))))
                .isEmpty();
        assertThat(house.downloads.take(OURS)).isPresent();
    }

    @Test
    void whoeverLostTheLeaseChangesNothing() throws Exception {
        UUID conversation = sends("file-7");
        Downloads.Wanted paused = house.downloads.take(OURS).orElseThrow();
        house.sql
                .sql("update attachments set lease_until = now() - interval '1 second'")
                .update();
        Downloads.Wanted next = house.downloads.take(OURS).orElseThrow();

        house.downloads.failed(paused, Why.GONE, null);
        assertThat(file(conversation).state()).isEqualTo(Attachment.State.PENDING);
        house.downloads.fetched(next, BYTES);
        house.downloads.fetched(paused, new byte[3]);
        assertThat(file(conversation).size()).isEqualTo(BYTES.length);
    }

    @Test
    void aPassingTroubleIsTriedAgainTenTimesAndThenGivenUp() {
        UUID conversation = sends("file-7");
        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(file(conversation).state()).isEqualTo(Attachment.State.PENDING);
            Downloads.Wanted wanted = house.downloads.take(OURS).orElseThrow();
            assertThat(wanted.attempt()).isEqualTo(attempt);
            restsAfterFailing(wanted, null, 5L << (attempt - 1));
            assertThat(house.downloads.take(OURS)).as("it rests first").isEmpty();
            house.sql.sql("update attachments set due_at = now()").update();
        }
        assertThat(house.downloads.take(OURS)).isEmpty();
        assertThat(file(conversation).state()).isEqualTo(Attachment.State.FAILED);
        assertThat(file(conversation).trouble()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void aMessengerIsLeftAloneForAsLongAsItAsks() {
        sends("file-7");
        restsAfterFailing(house.downloads.take(OURS).orElseThrow(), Duration.ofMinutes(7), 7 * 60);
    }

    /** From the moment it failed, which lies between two looks at the clock, however slow this machine is. */
    private void restsAfterFailing(Downloads.Wanted wanted, @Nullable Duration atLeast, long seconds) {
        OffsetDateTime before = clock();
        house.downloads.failed(wanted, Why.UNREACHABLE, atLeast);

        assertThat(house.sql
                        .sql("select due_at - make_interval(secs => :seconds) from attachments")
                        .param("seconds", (double) seconds)
                        .query(OffsetDateTime.class)
                        .single())
                .isBetween(before, clock());
    }

    private OffsetDateTime clock() {
        return house.sql.sql("select now()").query(OffsetDateTime.class).single();
    }

    @Test
    void aLastingTroubleIsGivenUpAtOnce() {
        UUID conversation = sends("file-7");
        house.downloads.failed(house.downloads.take(OURS).orElseThrow(), Why.TOO_LARGE, null);

        assertThat(house.downloads.take(OURS)).isEmpty();
        assertThat(file(conversation).trouble()).isEqualTo(Why.TOO_LARGE);
    }

    @Test
    void aFileThatEndsTheProcessEachTimeIsGivenUp() {
        UUID conversation = sends("file-7");
        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(house.downloads.take(OURS)).isPresent();
            house.sql
                    .sql("update attachments set lease_until = now() - interval '1 second'")
                    .update();
        }
        assertThat(house.downloads.take(OURS)).isEmpty();
        assertThat(file(conversation).trouble()).isEqualTo(Why.ENDED);
    }

    @Test
    void whatCannotBeFetchedIsNeverTried() {
        UUID conversation = sends(null);

        assertThat(house.downloads.take(OURS)).isEmpty();
        assertThat(file(conversation).state()).isEqualTo(Attachment.State.FAILED);
        assertThat(file(conversation).trouble()).isEqualTo(Why.UNSUPPORTED);
    }

    @Test
    void theBytesGoWithTheConversation() throws Exception {
        sends("file-7");
        house.downloads.fetched(house.downloads.take(OURS).orElseThrow(), BYTES);
        sends("file-8");
        Downloads.Wanted late = house.downloads.take(OURS).orElseThrow();
        house.sql.sql("delete from conversations").update();
        house.downloads.fetched(late, BYTES);

        assertThat(house.sql
                        .sql("select count(*) from attachment_files")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private UUID sends(@Nullable String fileId) {
        Content document = new Content.Media(
                Content.MediaKind.DOCUMENT,
                fileId == null ? null : new Handle("telegram", fileId),
                "",
                "form.pdf",
                null,
                null);
        Accepted accepted = house.take(new Inbound.Said("e-" + fileId, House.ANN, document, null, null, null, null));
        return Objects.requireNonNull(accepted.conversation());
    }

    private Attachment file(UUID conversation) {
        return House.now(house.conversations.transcript(conversation))
                .attachments()
                .getFirst();
    }
}
