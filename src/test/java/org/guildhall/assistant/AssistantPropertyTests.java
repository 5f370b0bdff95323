package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Reply;
import org.guildhall.conversation.Floor;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;

/** What holds for every conversation, whatever citizens send. */
class AssistantPropertyTests {

    private static final ApprovedWords APPROVED =
            new ApprovedWords(Scene.ANSWERS, Scene.SENTENCES, Scene.hours(Scene.MONDAY_MORNING));
    private static final Set<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Outcome::word).collect(Collectors.toSet());

    @Property(tries = 200)
    void onlyApprovedWordsLeave(@ForAll("conversations") List<Content> sent) {
        Play play = new Play(Scene.MONDAY_MORNING);
        for (Content content : sent) {
            for (Reply reply : play.sent(take(play, content))) {
                assertThat(APPROVED.stranger(reply.content().text())).isEmpty();
            }
        }
    }

    @Property(tries = 200)
    void everyQuoteNamesAPublishedArticleWithItsTitleVersionAndReviewDate(@ForAll("conversations") List<Content> sent) {
        Play play = new Play(Scene.MONDAY_MORNING);
        for (Content content : sent) {
            for (Reply reply : play.sent(take(play, content))) {
                assertThat(APPROVED.source(reply.quoted())).isTrue();
            }
        }
    }

    @Property(tries = 100)
    void piecesEndInApprovedWordsToo(@ForAll("words") List<String> pieces) {
        Play play = new Play(Scene.MONDAY_MORNING);
        pieces.subList(0, pieces.size() - 1).forEach(play::saysInPieces);
        for (Reply reply : play.sent(play.says(pieces.getLast()))) {
            assertThat(APPROVED.stranger(reply.content().text())).isEmpty();
        }
    }

    @Example
    void wordsNobodyApprovedAreNoticed() {
        assertThat(APPROVED.stranger("You are number 2.")).isEmpty();
        assertThat(APPROVED.stranger("You are number two.")).isEqualTo("You are number two.");
        assertThat(APPROVED.stranger("Did this help? Visit example.com")).isNotEmpty();
    }

    @Property(tries = 200)
    void theIntroductionIsSaidExactlyOnce(@ForAll("conversations") List<Content> sent) {
        Play play = new Play(Scene.MONDAY_MORNING);
        long introductions = sent.stream()
                .flatMap(content -> play.sent(take(play, content)).stream())
                .filter(reply -> reply.content().text().contains("automatic assistant. Read"))
                .count();

        assertThat(introductions).isEqualTo(1);
    }

    @Property(tries = 200)
    void everyTurnEndsInAKnownOutcomeAndAWayForward(@ForAll("conversations") List<Content> sent) {
        Play play = new Play(Scene.MONDAY_MORNING);
        for (Content content : sent) {
            Decision decision = take(play, content);

            assertThat(OUTCOMES).contains(decision.outcome());
            assertThat(decision.handover() == null || play.floor() == Floor.QUEUE)
                    .isTrue();
            assertThat(decision.memory().misses()).isBetween(0, 1);
        }
    }

    @Property(tries = 100)
    void staffAreNeverInterruptedExceptByDanger(@ForAll("conversations") List<Content> sent) {
        Play play = new Play(Scene.MONDAY_MORNING);
        play.claimedByStaff();
        for (Content content : sent) {
            Decision decision = take(play, content);

            assertThat(decision.replies().isEmpty())
                    .isEqualTo(!decision.outcome().equals("handed_over_danger"));
        }
    }

    @Provide
    Arbitrary<List<Content>> conversations() {
        Arbitrary<Content> known = Arbitraries.of(Scene.ANSWERS.questions()).map(Content.Text::new);
        Arbitrary<Content> wild = Arbitraries.strings().ofMaxLength(40).map(Content.Text::new);
        Arbitrary<Content> danger =
                Arbitraries.strings().alpha().ofMaxLength(10).map(words -> new Content.Text(words + " smell gas"));
        // A story that names us is nothing said, so that nobody is introduced.
        Arbitrary<Content> media = Arbitraries.of(MediaKind.class)
                .filter(kind -> kind != MediaKind.MENTION)
                .map(kind -> Scene.media(kind, ""));
        Arbitrary<Content> tap = Arbitraries.of(
                        "helped-yes",
                        "helped-no",
                        "person",
                        "none",
                        "not-solved",
                        "solved",
                        "follow-up",
                        "article:bin-days",
                        "article:gone",
                        "x")
                .map(Tap::new)
                .map(Tap::asContent);
        return Arbitraries.frequencyOf(
                        Tuple.of(5, known),
                        Tuple.of(2, wild),
                        Tuple.of(1, danger),
                        Tuple.of(2, media),
                        Tuple.of(4, tap))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.oneOf(
                        Arbitraries.of(Scene.ANSWERS.questions()),
                        Arbitraries.strings().ofMaxLength(40))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Decision take(Play play, Content content) {
        return content instanceof Content.Choices(String text, List<Choice> options)
                ? play.taps(options.getFirst().id())
                : play.takes(content, null);
    }

    /** A tap, carried among contents as a choice with one option. */
    private record Tap(String choice) {
        Content asContent() {
            return new Content.Choices("", List.of(new Choice(choice, "")));
        }
    }
}
