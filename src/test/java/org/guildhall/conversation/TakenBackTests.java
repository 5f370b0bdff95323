package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;

import java.util.List;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakenBackTests {

    private static final Address BO = new Address("telegram", "42", "1002", "1002");

    private final House house = new House();

    @BeforeEach
    void twoPhotosAndAWord() {
        house.take(photo("m1", "my bin"));
        house.take(photo("m1#2", ""));
        house.says(ANN, "m2", "thank you");
        house.settle();
    }

    @Test
    void whatWasTakenBackLeavesNothingButItsPlace() {
        house.take(new Inbound.Deleted("d1", ANN, "m1"));

        assertThat(texts()).containsExactly("", "", "thank you");
        assertThat(count("select count(*) from attachments")).isZero();
        assertThat(count("select count(*) from messages where content::text like '%bin%' and sender = 'citizen'"))
                .isZero();
    }

    @Test
    void nobodyTakesBackWhatAnotherSaid() {
        house.take(new Inbound.Deleted("d1", BO, "m1"));
        house.take(new Inbound.Deleted("d2", ANN, "unknown"));

        assertThat(texts()).containsExactly("my bin", "", "thank you");
        assertThat(count("select count(*) from attachments")).isEqualTo(2);
    }

    @Test
    void theQuestionThatIsRememberedGoesWithIt() {
        house.sql
                .sql("update conversations set memory = memory || '{\"lastQuestion\": \"thank you\"}'")
                .update();

        house.take(new Inbound.Deleted("d1", ANN, "m2"));

        assertThat(count("select count(*) from conversations where memory ->> 'lastQuestion' is not null"))
                .isZero();
        assertThat(texts()).containsExactly("my bin", "", "");
    }

    private static Inbound.Said photo(String eventId, String words) {
        Content photo =
                new Content.Media(Content.MediaKind.PHOTO, new Handle("telegram", eventId), words, null, null, null);
        return new Inbound.Said(eventId, ANN, photo, null, null, null, null);
    }

    private List<@Nullable String> texts() {
        return house.sql
                .sql("select text from messages where sender = 'citizen' order by seq")
                .query(String.class)
                .list();
    }

    private long count(String query) {
        return house.sql.sql(query).query(Long.class).single();
    }
}
