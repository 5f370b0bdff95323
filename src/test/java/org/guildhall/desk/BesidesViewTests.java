package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.LaterReply;
import org.guildhall.conversation.LaterReply.Held;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.StaffName;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Transcript;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a conversation's page shows besides what was said in it. */
class BesidesViewTests {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final StaffMember ANNA =
            new StaffMember(new UUID(0, 1), "anna", "Anna", Set.of(Role.STAFF), Set.of("waste"));
    private static final StaffName BOB = new StaffName("bob", "Bob");
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID TWO = new UUID(1, 2);

    @Test
    void twoConversationsAreOneLineOfTimeWithTheChannelOfEach() {
        Transcript all = conversation(ONE, "telegram", null, said(ONE, 1, "a", 1), said(ONE, 2, "c", 3))
                .with(List.of(conversation(TWO, "whatsapp", null, said(TWO, 1, "b", 2), said(TWO, 2, "d", 4))));

        assertThat(view(all).lines(all, LONDON))
                .extracting(line -> line.words() + " on " + line.channel())
                .containsExactly("a on Telegram", "b on WhatsApp", "c on Telegram", "d on WhatsApp");
        assertThat(view(all).count()).isEqualTo(4);
        assertThat(view(all).lines(all, LONDON).stream()
                        .filter(line -> view(all).elsewhere(line)))
                .extracting(LineView::words)
                .containsExactly("b", "d");
    }

    @Test
    void aConversationByItselfSaysNothingOfItsChannel() {
        Transcript all = conversation(ONE, "telegram", null, said(ONE, 1, "a", 1));

        assertThat(view(all).lines(all, LONDON)).extracting(LineView::channel).containsExactly((String) null);
        assertThat(view(all).also()).isEmpty();
    }

    @Test
    void aReplyGoesWhereTheCitizenWroteLastUnlessAColleagueHasThat() {
        Transcript one = conversation(ONE, "telegram", null, said(ONE, 1, "a", 1));
        assertThat(chosen(one.with(List.of(conversation(TWO, "whatsapp", null, said(TWO, 1, "b", 2))))))
                .isEqualTo(TWO.toString());
        assertThat(chosen(one.with(List.of(conversation(TWO, "whatsapp", BOB, said(TWO, 1, "b", 2))))))
                .isEqualTo(ONE.toString());
        assertThat(chosen(one.with(List.of(conversation(TWO, "whatsapp", null, said(TWO, 1, "b", 0))))))
                .isEqualTo(ONE.toString());
    }

    private static String chosen(Transcript all) {
        return view(all).ways().stream()
                .filter(BesidesView.WayView::chosen)
                .map(BesidesView.WayView::id)
                .reduce("", String::concat);
    }

    @Test
    void whoeverIsOnlyAskedAboutItHasNowhereToReply() {
        Transcript all = conversation(ONE, "telegram", null, said(ONE, 1, "a", 1));
        StaffMember hana = new StaffMember(new UUID(0, 2), "hana", "Hana", Set.of(Role.STAFF), Set.of("housing"));

        assertThat(BesidesView.of(all, hana, LONDON).acts()).isFalse();
        assertThat(BesidesView.of(all, hana, LONDON).ways()).isEmpty();
    }

    @Test
    void theLastReplyThatWaitsToBeTakenBackCanBeUndone() {
        assertThat(view(later(reply("anna", false, null), reply("anna", false, null)))
                        .undo())
                .isNotNull();
        assertThat(view(later(reply("anna", true, null))).undo()).as("planned").isNull();
        assertThat(view(later(reply("anna", false, Held.CLOSED))).undo())
                .as("held")
                .isNull();
        assertThat(view(later(reply("anna", true, Held.CITIZEN_WROTE))).later())
                .extracting(BesidesView.LaterView::when)
                .containsExactly("Not sent: the citizen has written since. Send it all the same, or take it back.");
        assertThat(view(later(reply("anna", true, null))).later())
                .extracting(BesidesView.LaterView::when)
                .containsExactly("It goes out on 15 July 2026, 3:00pm.");
    }

    @Test
    void aNumberThatWasTypedIsShownAsWhatItChose() {
        Content offer =
                new Content.Choices("Which day?", List.of(new Choice("x-1", "Tuesday"), new Choice("x-2", "Friday")));
        Message question = message(ONE, 1, Sender.STAFF, offer, null, 1);
        Transcript typed =
                conversation(ONE, "sms", null, question, message(ONE, 2, Sender.CITIZEN, text("2"), "x-2", 2));
        Transcript tapped =
                conversation(ONE, "sms", null, question, message(ONE, 2, Sender.CITIZEN, text("Friday"), "x-2", 2));

        assertThat(view(typed).lines(typed, LONDON).getLast().chose()).isEqualTo("Friday");
        assertThat(view(tapped).lines(tapped, LONDON).getLast().chose()).isNull();
    }

    private static BesidesView view(Transcript all) {
        return BesidesView.of(all, ANNA, LONDON);
    }

    private static Content text(String words) {
        return new Content.Text(words);
    }

    private static Message said(UUID conversation, int seq, String words, int minute) {
        return message(conversation, seq, Sender.CITIZEN, text(words), null, minute);
    }

    private static Message message(
            UUID conversation, int seq, Sender sender, Content content, @Nullable String choice, int minute) {
        return new Message(
                new UUID(seq, minute),
                conversation,
                seq,
                sender,
                null,
                content,
                choice,
                null,
                null,
                Instant.parse("2026-07-15T14:00:00Z").plusSeconds(60L * minute));
    }

    private static LaterReply reply(String by, boolean planned, @Nullable Held held) {
        return new LaterReply(
                UUID.randomUUID(),
                ONE,
                new StaffName(by, "Anna"),
                text("We come."),
                null,
                planned,
                Instant.parse("2026-07-15T14:00:00Z"),
                held,
                null);
    }

    private static Transcript later(LaterReply... replies) {
        return transcript(ONE, "telegram", null, List.of(), List.of(replies));
    }

    private static Transcript conversation(UUID id, String channel, @Nullable StaffName holder, Message... messages) {
        return transcript(id, channel, holder, List.of(messages), List.of());
    }

    private static Transcript transcript(
            UUID id, String channel, @Nullable StaffName holder, List<Message> messages, List<LaterReply> later) {
        Summary summary = new Summary(
                id,
                "BIN-4F7K",
                "waste",
                Priority.NORMAL,
                holder == null ? Floor.QUEUE : Floor.STAFF,
                channel,
                0,
                "",
                holder,
                null,
                Instant.EPOCH,
                messages.size(),
                null);
        return new Transcript(
                summary, null, null, messages, List.of(), List.of(), List.of(), List.of(), List.of(), null, Map.of(),
                later, List.of(), List.of());
    }
}
