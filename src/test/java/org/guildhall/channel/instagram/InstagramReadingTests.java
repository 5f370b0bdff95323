package org.guildhall.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.meta.MetaCalls;
import org.guildhall.channel.meta.PlatformChannel;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only Instagram sends; the rest is read as on Messenger. */
class InstagramReadingTests {

    private static final String FILES = "https://lookaside.fbsbx.com/ig_messaging_cdn";
    private static final Address ANN = new Address("instagram", Fixtures.ACCOUNT, "5001", "5001");

    private final PlatformChannel channel = Fixtures.channel(Fixtures.NOWHERE);

    @Test
    void anAnswerToOurStoryComesWithTheStory() {
        assertThat(said("story-reply").content())
                .isEqualTo(new Content.Media(
                        MediaKind.OTHER,
                        new Handle("instagram", FILES + "/story.jpg"),
                        "is this still on?",
                        null,
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource({"shared-post, /post.jpg", "shared-reel, /reel.mp4"})
    void whatSomebodySharesIsKeptWithoutItsTitleWhichNobodySaid(String fixture, String path) {
        assertThat(said(fixture).content())
                .isEqualTo(new Content.Media(
                        MediaKind.OTHER, new Handle("instagram", FILES + path), "", null, null, null));
    }

    @Test
    void aStoryThatNamesUsIsKeptAndNobodyIsLedToWaitForAnAnswer() {
        assertThat(said("story-mention").content())
                .isEqualTo(new Content.Media(
                        MediaKind.MENTION, new Handle("instagram", FILES + "/mention.jpg"), "", null, null, null));
        try (StubApi api = new StubApi(Answer.json(200, "{}"))) {
            Fixtures.channel(api.url())
                    .courtesy(MetaCalls.signed(Posts.body("instagram", "story-mention")))
                    .block(Duration.ofSeconds(20));

            assertThat(api.calls()).isEmpty();
        }
    }

    @Test
    void aPostThatIsNamedByItsOldKindAndItsNewOneIsOneThing() {
        assertThat(read("shared-post-of-both-kinds"))
                .singleElement()
                .extracting(event -> ((Inbound.Said) event).content())
                .isEqualTo(new Content.Media(
                        MediaKind.OTHER, new Handle("instagram", FILES + "/post.jpg"), "", null, null, null));
    }

    @Test
    void whatIsShownOnceAndAHeartHaveNoFile() {
        assertThat(said("ephemeral").content())
                .isEqualTo(new Content.Media(MediaKind.OTHER, null, "", null, null, null));
        assertThat(said("heart").content())
                .isEqualTo(new Content.Media(MediaKind.STICKER, null, "\u2764\uFE0F", null, null, null));
    }

    @Test
    void anAnswerToOneOfOurMessagesIsWhatItSays() {
        assertThat(said("reply-to-a-message").content()).isEqualTo(new Content.Text("My bin was not emptied"));
    }

    @Test
    void seenIsReadAndUnsentIsTakenBack() {
        assertThat(read("seen")).containsExactly(new Inbound.Receipt("m_OURS:read", ANN, "m_OURS", Stage.READ, null));
        assertThat(read("deleted")).containsExactly(new Inbound.Deleted("m_TEXT:deleted", ANN, "m_TEXT"));
        assertThat(read("edited"))
                .containsExactly(new Inbound.Edited(
                        "m_TEXT:edit:1", ANN, "m_TEXT", new Content.Text("My green bin was not emptied")));
    }

    @Test
    void whatIsPutOnAMessageSaysNothing() {
        assertThat(read("reaction"))
                .containsExactly(new Inbound.Reacted("m_OURS:react:5001:1767261600000", ANN, "m_OURS", "\u2764\uFE0F"));
        assertThat(read("reaction-taken-back"))
                .containsExactly(new Inbound.Reacted("m_OURS:unreact:5001:1767261600000", ANN, "m_OURS", ""));
    }

    @Test
    void messengersCallsAreNothingToInstagram() {
        assertThat(channel.read(MetaCalls.signed(Posts.body("messenger", "text"))))
                .isEmpty();
    }

    private Inbound.Said said(String fixture) {
        return (Inbound.Said) read(fixture).getFirst();
    }

    private List<Inbound> read(String fixture) {
        return channel.read(MetaCalls.signed(Posts.body("instagram", fixture)));
    }
}
