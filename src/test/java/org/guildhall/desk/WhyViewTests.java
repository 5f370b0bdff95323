package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.conversation.Decided;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.knowledge.Explanation;
import org.guildhall.knowledge.Library;
import org.guildhall.knowledge.Progress;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What staff read about a decision, with the search that found it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyViewTests {

    private static final UUID ID = UUID.randomUUID();
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private @Nullable Library opened;

    @BeforeAll
    void open() {
        opened = Library.open(
                Path.of("src/test/resources/knowledge/languages/knowledge-base"),
                Path.of("target/embeddings"),
                Progress.NONE);
    }

    @AfterAll
    void close() {
        library().close();
    }

    @Test
    void tellsTextsThresholdsAndDangerOfAnEnglishQuestion() {
        WhyView.Now now = now("my bin was not emptied");
        assertThat(now.would()).isEqualTo("It would answer.");
        assertThat(now.because()).matches("It is [\\d.]+% sure\\. It answers from [\\d.]+% on\\.");
        assertThat(now.danger()).startsWith("Danger is ").contains("taken as danger from");
        assertThat(now.language()).isEqualTo("English");
        assertThat(now.candidates()).first().extracting(WhyView.Candidate::path).isEqualTo("/help/missed-bin");
        assertThat(now.texts())
                .extracting(WhyView.Text::by)
                .contains("its words", "its meaning")
                .doesNotContainNull();
        assertThat(now.texts()).allSatisfy(text -> assertThat(text.text()).isNotBlank());
        assertThat(now.parts()).hasSize(5);
    }

    @Test
    void tellsItOfAnotherLanguageByItsOwnArticles() {
        WhyView.Now now = now("kiedy wywozone sa smieci");
        assertThat(now.language()).isEqualTo("Polish");
        assertThat(now.parts()).hasSize(4);
        assertThat(now.texts())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text.by()).isEqualTo("its words"));
    }

    @Test
    void saysThatDangerAndSmallTalkComeFirst() {
        assertThat(now("i can smell gas").because()).contains("comes before any answer");
        assertThat(now("i can smell gas").danger()).startsWith("Danger is 100.0% likely");
    }

    @Test
    void saysThatNothingWasSureEnough() {
        WhyView.Now now = now("what is the airspeed of an unladen swallow");
        assertThat(now.would()).isEqualTo("It would pass the question to a person.");
        assertThat(now.because()).contains("less than");
    }

    @Test
    void looksNothingUpForATap() {
        WhyView view = view(new Decided(said("2"), "answered_picked", null, null, null, List.of(), NOON), null);
        assertThat(view.now()).isNull();
        assertThat(view.sure()).isNull();
        assertThat(view.did()).isEqualTo("It quoted the article that the citizen chose.");
    }

    @Test
    void showsTheWordOfAnOutcomeThatOnlyANewerVersionKnows() {
        WhyView view = view(new Decided(said("bin"), "answered_by_song", null, null, 0.5, List.of(), NOON), null);
        assertThat(view.did()).isEqualTo("answered_by_song");
    }

    @Test
    void saysThatTheArticleHasChangedSince() {
        Decided then = new Decided(said("bin"), "answered", "missed-bin", 6, 0.93, List.of(), NOON);
        assertThat(new Reason(ID, 1, then, "Missed bin", 7, null).outdated()).isTrue();
        assertThat(new Reason(ID, 1, then, "Missed bin", 6, null).outdated()).isFalse();
        assertThat(new Reason(ID, 1, then, "missed-bin", null, null).outdated()).isTrue();
    }

    @Test
    void makesVisibleWhatTurnsTextRound() {
        WhyView view =
                view(new Decided(said("bin \u202Edesrever"), "answered", null, null, 0.5, List.of(), NOON), null);
        assertThat(view.said()).containsExactly("bin [U+202E]desrever");
    }

    private Library library() {
        return Objects.requireNonNull(opened);
    }

    private WhyView.Now now(String words) {
        Decided then = new Decided(said(words), "answered", null, null, 0.5, List.of(), NOON);
        return Objects.requireNonNull(
                view(then, library().explain(words).orElseThrow()).now());
    }

    private static WhyView view(Decided then, @Nullable Explanation now) {
        return WhyView.of(new Reason(ID, 1, then, null, null, now), ZoneId.of("Europe/London"));
    }

    private static List<Message> said(String words) {
        return List.of(new Message(
                UUID.randomUUID(), ID, 1, Sender.CITIZEN, null, new Content.Text(words), null, null, null, NOON));
    }
}
