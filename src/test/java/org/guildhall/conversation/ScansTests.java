package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.InboxTests.idOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.platform.ClamavProperties;
import org.guildhall.platform.Clamd;
import org.guildhall.platform.StubClamd;
import org.guildhall.privacy.AuditFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody opens what the virus scanner has not found clean. */
class ScansTests {

    private static final List<Replays.Account> OURS = List.of(new Replays.Account("telegram", "42"));
    private static final int MOST = 1_000_000;

    private final House house = new House();
    private final StubClamd scanner = new StubClamd();
    private final ClamavProperties settings = new ClamavProperties(scanner.address());
    private final Attachments attachments = new Attachments(settings);
    private final Scans scans = scans(settings);

    @AfterEach
    void stop() {
        scanner.close();
    }

    @Test
    void aFileIsCheckedBeforeItIsHandedOut() throws Exception {
        byte[] bytes = "%PDF-1.7 a form".getBytes(StandardCharsets.US_ASCII);
        UUID conversation = fetched("file-1", bytes);
        assertThat(state(conversation)).isEqualTo(Attachment.State.CHECKING);
        assertThat(Attachment.State.CHECKING.open()).isFalse();
        scans.workOnOne();

        assertThat(state(conversation)).isEqualTo(Attachment.State.FETCHED);
        assertThat(scanner.scanned()).singleElement().isEqualTo(bytes);
        scans.workOnOne();
        assertThat(scanner.scanned()).as("once is enough").hasSize(1);
    }

    @Test
    void whatIsInfectedIsNeverHandedOutNotEvenWithoutAScanner() throws Exception {
        UUID conversation = fetched("file-1", StubClamd.VIRUS.getBytes(StandardCharsets.US_ASCII));
        scans.workOnOne();

        assertThat(state(conversation)).isEqualTo(Attachment.State.INFECTED);
        assertThat(house.sql
                        .sql("select who || ' ' || action || ' ' || (details ->> 'found') from audit")
                        .query(String.class)
                        .single())
                .isEqualTo("system attachment.infected Eicar-Test-Signature");
        assertThat(stateWithoutAScanner(conversation)).isEqualTo(Attachment.State.INFECTED);
    }

    @Test
    void whileTheScannerIsAwayFilesWaitAndAreTriedAgain() throws Exception {
        scanner.saying("-");
        UUID conversation = fetched("file-1", new byte[10]);
        scans.workOnOne();
        assertThat(state(conversation)).isEqualTo(Attachment.State.UNCHECKED);
        assertThat(stateWithoutAScanner(conversation))
                .as("as before there was one")
                .isEqualTo(Attachment.State.FETCHED);

        scanner.saying("");
        scans.workOnOne();
        assertThat(state(conversation)).as("it rests first").isEqualTo(Attachment.State.UNCHECKED);
        house.sql.sql("update attachments set scan_due = now()").update();
        scans.workOnOne();
        assertThat(state(conversation)).isEqualTo(Attachment.State.FETCHED);
    }

    @Test
    void whatIsTooLargeForItIsNotHandedOut() throws Exception {
        UUID conversation = fetched("file-1", new byte[MOST + 1]);
        scans.workOnOne();

        assertThat(state(conversation)).isEqualTo(Attachment.State.UNCHECKABLE);
    }

    @Test
    void ofTwoNodesOneLooksAndWhoeverLostTheLeaseSaysNothing() throws Exception {
        UUID conversation = fetched("file-1", new byte[10]);
        Scans.Unscanned paused =
                house.database.inTransaction(attachments::takeUnscanned).orElseThrow();
        assertThat(house.database.inTransaction(attachments::takeUnscanned)).isEmpty();
        house.sql
                .sql("update attachments set scan_lease = now() - interval '1 second'")
                .update();
        Scans.Unscanned next =
                house.database.inTransaction(attachments::takeUnscanned).orElseThrow();

        boolean late = house.database.inTransaction(sql -> attachments.scanned(sql, paused, "infected"));
        assertThat(late).isFalse();
        boolean ours = house.database.inTransaction(sql -> attachments.scanned(sql, next, "clean"));
        assertThat(ours).isTrue();
        assertThat(state(conversation)).isEqualTo(Attachment.State.FETCHED);
    }

    @Test
    void withoutAScannerNothingChanges() throws Exception {
        UUID conversation = fetched("file-1", new byte[10]);
        scans(new ClamavProperties("")).workOnOne();

        assertThat(stateWithoutAScanner(conversation)).isEqualTo(Attachment.State.FETCHED);
        assertThat(scanner.scanned()).isEmpty();
    }

    private Scans scans(ClamavProperties where) {
        return new Scans(
                house.database,
                house.signals,
                attachments,
                new Clamd(where, Duration.ofSeconds(20), MOST),
                AuditFixture.on(house.database));
    }

    private UUID fetched(String fileId, byte[] bytes) throws InterruptedException {
        Content document = new Content.Media(
                Content.MediaKind.DOCUMENT, new Handle("telegram", fileId), "", "form.pdf", null, null);
        UUID conversation =
                idOf(house.take(new Inbound.Said("e-" + fileId, House.ANN, document, null, null, null, null)));
        house.downloads.fetched(house.downloads.take(OURS).orElseThrow(), bytes);
        return conversation;
    }

    private Attachment.State state(UUID conversation) {
        return house.database
                .inTransaction(sql -> attachments.all(sql, conversation))
                .getFirst()
                .state();
    }

    private Attachment.State stateWithoutAScanner(UUID conversation) {
        return House.now(house.conversations.transcript(conversation))
                .attachments()
                .getFirst()
                .state();
    }
}
