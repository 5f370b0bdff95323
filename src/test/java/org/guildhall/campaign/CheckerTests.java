package org.guildhall.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.campaign.Evidence.Decided;
import org.guildhall.campaign.Evidence.Part;
import org.guildhall.campaign.Evidence.Place;
import org.guildhall.campaign.Evidence.Reply;
import org.guildhall.campaign.Evidence.Said;
import org.guildhall.campaign.Evidence.Sequence;
import org.junit.jupiter.api.Test;

/** Each test makes up what went wrong in a small world where all was well, and the checker must say so. */
class CheckerTests {

    private static final UUID ANNS = new UUID(0, 1);
    private static final UUID BENS = new UUID(0, 2);
    private static final OffsetDateTime NOON = OffsetDateTime.of(2026, 5, 4, 12, 0, 0, 0, ZoneOffset.UTC);

    private final List<Ledger.Entry> ledger = new ArrayList<>(List.of(
            new Ledger.Entry("telegram", "7", 1, "101"),
            new Ledger.Entry("telegram", "7", 2, "102"),
            new Ledger.Entry("webchat", "visitor", 1, "visitor-1")));
    private final List<Messenger.Shown> chat =
            new ArrayList<>(List.of(new Messenger.Shown(1, 11), new Messenger.Shown(2, 22)));
    private final List<ChatCitizen.Seen> page = new ArrayList<>(
            List.of(new ChatCitizen.Seen(1, "m1", "citizen"), new ChatCitizen.Seen(2, "m2", "assistant")));

    private final List<Said> said = new ArrayList<>(List.of(
            new Said("telegram", "7", "101", new Place(ANNS, 1)),
            new Said("telegram", "7", "102", new Place(ANNS, 3)),
            new Said("webchat", "person", "visitor-1", new Place(BENS, 1))));
    private final Map<Place, Decided> decided = new HashMap<>(Map.of(
            new Place(ANNS, 1), new Decided("answered", NOON),
            new Place(ANNS, 3), new Decided("handed_over_unsure", NOON.plusMinutes(1)),
            new Place(BENS, 1), new Decided("answered", NOON)));
    private final HashSet<Place> dead = new HashSet<>();
    private final Map<UUID, Integer> handled = new HashMap<>(Map.of(ANNS, 3, BENS, 1));
    private final List<Reply> replies = new ArrayList<>(List.of(
            new Reply(new Place(ANNS, 2), "assistant", NOON, 1),
            new Reply(new Place(ANNS, 4), "assistant", NOON.plusMinutes(1), 1),
            new Reply(new Place(BENS, 2), "assistant", NOON, 1)));
    private final List<Part> parts = new ArrayList<>(List.of(
            part("p1", "sent", false, 1, "1", "a"),
            part("p2", "sent", false, 1, "2", "b"),
            new Part("webchat", "person", "p3", "sent", false, false, 1, null, "a")));
    private final List<Sequence> sequences = new ArrayList<>(
            List.of(new Sequence("telegram", "7", 4, 4, 4), new Sequence("webchat", "person", 2, 2, 2)));
    private final List<ChatCitizen.Seen> stored = List.copyOf(page);

    private final List<Messenger.Shown> texts =
            new ArrayList<>(List.of(new Messenger.Shown(5, 51), new Messenger.Shown(6, 52)));
    private final Map<Messenger.Chat, List<Messenger.Shown>> chats =
            new HashMap<>(Map.of(new Messenger.Chat("telegram", "7"), chat));

    @Test
    void findsNothingWhereAllIsWell() {
        Checker.Finding finding = check();
        assertThat(finding.violations()).isEmpty();
        assertThat(finding.acknowledged()).isEqualTo(3);
        assertThat(finding.answered()).isEqualTo(2);
        assertThat(finding.waiting()).isOne();
        assertThat(finding.duplicates()).isZero();
    }

    @Test
    void knowsAMessageByTheMessengersOwnIdWhateverStandsBeforeIt() {
        assertThat(Evidence.ownId("101")).isEqualTo("101");
        assertThat(Evidence.ownId("person:visitor-1")).isEqualTo("visitor-1");
        assertThat(Evidence.ownId("D447700900001:1767262000.000123")).isEqualTo("1767262000.000123");
        assertThat(Evidence.ownId("a:447700900001|1767262000123")).isEqualTo("1767262000123");
    }

    @Test
    void namesAnAcknowledgedMessageThatIsGone() {
        ledger.add(new Ledger.Entry("telegram", "8", 1, "103"));
        finds("acknowledged and lost: telegram 103");
    }

    @Test
    void namesAMessageThatWasPassedOverWithoutADecision() {
        decided.remove(new Place(ANNS, 3));
        replies.remove(1);
        finds("handled without a decision: " + ANNS + "/3");
    }

    @Test
    void countsAMessageThatIsStillToBeDecidedAsInFlight() {
        decided.remove(new Place(ANNS, 3));
        replies.remove(1);
        handled.put(ANNS, 1);
        Checker.Finding finding = check();
        assertThat(finding.violations()).isEmpty();
        assertThat(finding.inFlight()).isOne();
    }

    @Test
    void namesAMessageThatWasDecidedAndGivenUp() {
        dead.add(new Place(ANNS, 1));
        finds("dealt with in more than one way: " + ANNS + "/1");
    }

    @Test
    void namesAMessageThatIsStoredTwice() {
        said.add(1, new Said("telegram", "7", "101", new Place(ANNS, 2)));
        finds("stored twice: telegram 101");
    }

    @Test
    void namesWordsOutOfOrder() {
        said.set(0, new Said("telegram", "7", "102", new Place(ANNS, 1)));
        said.set(1, new Said("telegram", "7", "101", new Place(ANNS, 3)));
        finds("a citizen's words out of order: telegram 101 after 102");
    }

    @Test
    void knowsNoOrderAmongWordsOfOneMoment() {
        ledger.set(0, new Ledger.Entry("telegram", "7", Ledger.AT_ONCE, "101"));
        ledger.set(1, new Ledger.Entry("telegram", "7", Ledger.AT_ONCE, "102"));
        assertThat(check().violations()).isEmpty();
    }

    @Test
    void namesWordsInSomebodyElsesConversation() {
        ledger.set(1, new Ledger.Entry("telegram", "8", 2, "102"));
        finds("a citizen's words out of order: telegram 102 after 101");
    }

    @Test
    void namesNumbersWithAGap() {
        sequences.set(0, new Sequence("telegram", "7", 4, 4, 5));
        finds("numbers with a gap or twice: telegram 7");
    }

    @Test
    void namesADecisionWhoseReplyIsMissing() {
        replies.removeFirst();
        finds("decided and not said: " + ANNS + "/1");
    }

    @Test
    void namesAReplyThatNobodyDecided() {
        replies.add(new Reply(new Place(ANNS, 5), "assistant", NOON.plusMinutes(2), 1));
        finds("said without a decision: " + ANNS + "/5");
    }

    @Test
    void namesAReplyWithoutAnOutboxRow() {
        replies.set(0, new Reply(new Place(ANNS, 2), "assistant", NOON, 0));
        finds("a reply that nobody will send: " + ANNS + "/2");
    }

    @Test
    void namesARowThatSaysSentWhereNothingWasShown() {
        chat.removeFirst();
        finds("sent by its row, never shown: p1");
    }

    @Test
    void namesRepliesOutOfOrder() {
        chat.addFirst(chat.removeLast());
        finds("replies out of order: telegram 7, row p2");
    }

    @Test
    void namesAReplyThatWasShownTwiceWithoutAFlag() {
        chat.add(1, new Messenger.Shown(3, 11));
        finds("shown twice and not flagged: telegram 7, message 3");
        assertThat(check().duplicates()).isOne();
    }

    @Test
    void countsAReplyThatWasShownTwiceAndIsFlagged() {
        chat.addFirst(new Messenger.Shown(3, 11));
        parts.set(0, part("p1", "sent", true, 2, "1", "a"));
        Checker.Finding finding = check();
        assertThat(finding.violations()).isEmpty();
        assertThat(finding.duplicates()).isOne();
        assertThat(finding.uncertain()).isOne();
    }

    @Test
    void doesNotTakeAnotherRowsFlagForAnExplanation() {
        chat.add(1, new Messenger.Shown(3, 11));
        parts.set(1, part("p2", "sent", true, 2, "2", "b"));
        finds("shown twice and not flagged: telegram 7, message 3");
    }

    @Test
    void doesNotTakeOneFlagForTwoDuplicates() {
        chat.addFirst(new Messenger.Shown(3, 11));
        chat.addFirst(new Messenger.Shown(4, 11));
        parts.set(0, part("p1", "sent", true, 2, "1", "a"));
        finds("shown twice and not flagged: telegram 7, message 3");
    }

    @Test
    void acceptsThatAnUncertainRowWasShownOnceOrNever() {
        parts.set(1, part("p2", "uncertain", true, 2, null, "b"));
        assertThat(check().violations()).isEmpty();
        assertThat(check().duplicates()).isZero();
        chat.removeLast();
        assertThat(check().violations()).isEmpty();
    }

    @Test
    void doesNotAskOfAMessageThatItLooksAsAnotherMessengerShowsTheSameWords() {
        parts.set(1, part("p2", "uncertain", true, 2, null, "b"));
        parts.add(new Part("notify", "447700900003", "n3", "sent", false, false, 1, "9", "b"));
        chats.put(new Messenger.Chat("notify", "447700900003"), List.of(new Messenger.Shown(9, 99)));
        assertThat(check().violations()).isEmpty();
    }

    @Test
    void takesSeveralMessagesForOnePartWhereMessengersCutThem() {
        onNotify();
        assertThat(check().violations()).isEmpty();
        assertThat(check().duplicates()).isZero();
    }

    @Test
    void namesOneOfSeveralThatWasShownTwiceWithoutAFlag() {
        onNotify();
        texts.addFirst(new Messenger.Shown(9, 51));
        finds("shown twice and not flagged: row n1");
        assertThat(check().duplicates()).isOne();
    }

    @Test
    void countsOneOfSeveralThatWasShownTwiceAndIsFlagged() {
        onNotify();
        texts.addFirst(new Messenger.Shown(9, 51));
        parts.set(3, new Part("notify", "447700900001", "n1", "sent", false, true, 2, "6", "c"));
        assertThat(check().violations()).isEmpty();
        assertThat(check().duplicates()).isOne();
    }

    @Test
    void namesMessagesAtTheEndThatNoRowKnows() {
        onNotify();
        texts.add(new Messenger.Shown(9, 52));
        finds("shown twice and not flagged: notify 447700900001, 1 messages at the end");
    }

    @Test
    void namesAPartWhoseReceiptNobodyTook() {
        onNotify();
        parts.set(3, new Part("notify", "447700900001", "n1", "sent", true, false, 1, "6", "c"));
        finds("its receipt was lost: n1");
    }

    /** Two people by text got the same part, which is two messages there. */
    private void onNotify() {
        parts.add(new Part("notify", "447700900001", "n1", "sent", false, false, 1, "6", "c"));
        parts.add(new Part("notify", "447700900002", "n2", "sent", false, false, 1, "8", "c"));
        chats.put(new Messenger.Chat("notify", "447700900001"), texts);
        chats.put(
                new Messenger.Chat("notify", "447700900002"),
                List.of(new Messenger.Shown(7, 51), new Messenger.Shown(8, 52)));
    }

    @Test
    void namesAChatThatNoRowSpeaksOf() {
        parts.removeIf(part -> part.channel().equals("telegram"));
        finds("shown without an outbox row: telegram 7");
    }

    @Test
    void namesAPageThatShowedSomethingTwice() {
        page.add(page.getLast());
        finds("shown twice on web chat: visitor");
        assertThat(check().duplicatesOnWebChat()).isOne();
    }

    @Test
    void namesAPageThatMissedSomething() {
        page.removeFirst();
        finds("a web chat page that differs from the conversation: visitor");
    }

    private void finds(String violation) {
        assertThat(check().violations())
                .anySatisfy(sentence -> assertThat(sentence).contains(violation));
    }

    private Checker.Finding check() {
        Evidence evidence =
                new Evidence(said, decided, dead, handled, replies, parts, sequences, Map.of("person", stored));
        return new Checker(ledger, chats, Map.of("visitor", page), evidence).check();
    }

    private static Part part(
            String id,
            String state,
            boolean uncertain,
            int attempts,
            @org.jspecify.annotations.Nullable String provider,
            String content) {
        return new Part("telegram", "7", id, state, false, uncertain, attempts, provider, content);
    }
}
