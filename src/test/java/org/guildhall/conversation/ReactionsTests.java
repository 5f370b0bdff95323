package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactionsTests {

    private static final String THUMB = "\uD83D\uDC4D";

    private final House house = new House();
    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void aQuestionAndAnAnswerThatWentOut() {
        conversation = idOf(house.says(ANN, "e1", "when is my bin day"));
        house.settle();
        List<Outbox.Dispatch> heads = now(house.outbox.take(Outbox.Round.all("telegram"), 1, Duration.ZERO));
        now(house.outbox.settle(heads.getFirst(), new Delivery.Sent("m1"), Duration.ZERO));
    }

    @Test
    void aSignStandsAtTheMessageItWasPutOnUntilItIsTakenAway() {
        react("r1", ANN, "m1", THUMB);
        react("r2", ANN, "e1", "\u2764\uFE0F");
        assertThat(reactions()).isEqualTo(Map.of(1, "\u2764\uFE0F", 2, THUMB));

        react("r3", ANN, "m1", "");
        assertThat(reactions()).isEqualTo(Map.of(1, "\u2764\uFE0F"));
    }

    @Test
    void nothingIsSaidByASign() {
        Accepted accepted = react("r1", ANN, "m1", THUMB);
        house.settle();

        assertThat(accepted).isEqualTo(new Accepted(conversation, null, false));
        assertThat(house.decided).hasSize(1);
        assertThat(house.transcript(conversation)).hasSize(2);
        assertThat(count("select count(*) from conversations where turn_due is not null"))
                .isZero();
    }

    @Test
    void oneThatComesAgainIsACopy() {
        react("r1", ANN, "m1", THUMB);
        react("r2", ANN, "m1", "");

        assertThat(react("r1", ANN, "m1", THUMB).duplicate()).isTrue();
        assertThat(reactions()).isEmpty();
    }

    @Test
    void nobodyPutsASignOnWhatIsAnothersNorOnWhatWeDoNotHave() {
        react("r1", House.citizen(2), "m1", THUMB);
        react("r2", ANN, "unknown", THUMB);

        assertThat(reactions()).isEmpty();
        assertThat(count("select count(*) from addresses")).isEqualTo(1);
    }

    @Test
    void anOldConversationStaysClosed() {
        house.sql
                .sql("update conversations set floor = 'closed', closed_at = now()")
                .update();
        react("r1", ANN, "m1", THUMB);

        assertThat(reactions()).isEqualTo(Map.of(2, THUMB));
        assertThat(count("select count(*) from conversations where floor <> 'closed'"))
                .isZero();
    }

    @Test
    void whatIsTooLongForASignIsCut() {
        react("r1", ANN, "m1", THUMB.repeat(1000));

        assertThat(reactions()).isEqualTo(Map.of(2, THUMB.repeat(40)));
    }

    @Test
    void aMessageThatIsTakenBackLosesItsSign() {
        react("r1", ANN, "e1", THUMB);
        house.take(new Inbound.Deleted("d1", ANN, "e1"));

        assertThat(reactions()).isEmpty();
    }

    private Accepted react(String eventId, Address who, String messageId, String sign) {
        return house.take(new Inbound.Reacted(eventId, who, messageId, sign));
    }

    private Map<Integer, String> reactions() {
        return now(house.conversations.transcript(conversation)).reactions();
    }

    private long count(String query) {
        return house.sql.sql(query).query(Long.class).single();
    }
}
