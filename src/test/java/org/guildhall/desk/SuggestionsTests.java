package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.empty;
import static org.guildhall.desk.DeskFixture.now;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Transcript;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Finding.Candidate;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;
import org.guildhall.knowledge.Passage.Kind;
import org.guildhall.message.Content;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which articles staff are offered beside what a citizen wrote. */
class SuggestionsTests {

    private static final UUID ID = UUID.randomUUID();

    private final Shelf shelf = new Shelf();
    private final Suggestions suggestions = new Suggestions(
            shelf, TestDatabase.migrated().database(), new PublicUrl(URI.create("http://council.example")));
    private final List<Message> said = new ArrayList<>();
    private Floor floor = Floor.QUEUE;
    private @Nullable String language;

    @Test
    void namesTheSurestArticlesOfTheLatestMessagesThatNobodyAnswered() {
        shelf.knows("bins", Verdict.ANSWER, "missed-bin", 0.9, "bin-days", 0.3);
        shelf.knows("and council tax?", Verdict.CLARIFY, "tax-pay", 0.6, "tax-bands", 0.5, "missed-bin", 0.2);
        says(Sender.CITIZEN, "bins");
        says(Sender.ASSISTANT, "A person will help.");
        says(Sender.CITIZEN, "and council tax?");

        assertThat(found()).containsExactly("missed-bin at 1", "tax-pay at 3", "tax-bands at 3");
    }

    @Test
    void namesNothingForWhatAColleagueHasAnswered() {
        shelf.knows("bins", Verdict.ANSWER, "missed-bin", 0.9);
        says(Sender.CITIZEN, "bins");
        says(Sender.STAFF, "We come tomorrow.");
        assertThat(found()).isEmpty();

        says(Sender.CITIZEN, "thank you");
        assertThat(found()).isEmpty();
        assertThat(shelf.asked).containsExactly("thank you");
    }

    @Test
    void readsWhatCameInPiecesAsOneQuestionToo() {
        shelf.knows("my bin\nwas missed", Verdict.ANSWER, "missed-bin", 0.95);
        says(Sender.CITIZEN, "my bin");
        says(Sender.CITIZEN, "was missed");

        assertThat(found()).containsExactly("missed-bin at 2");
    }

    @Test
    void namesNothingOnlyBecauseSomethingMustBeTheNearest() {
        shelf.knows("the moon", Verdict.UNSURE, "tax-pay", 0.15, "tax-bands", 0.05);
        says(Sender.CITIZEN, "the moon");

        assertThat(found()).containsExactly("tax-pay at 1");
    }

    @Test
    void namesWhatToDoInDangerAndNoSmallTalk() {
        shelf.has("gas-leak", Kind.DANGER, "en");
        shelf.has("greeting", Kind.SMALLTALK, "en");
        shelf.findings.put("gas!", aside(Verdict.DANGER, "gas-leak", "en"));
        shelf.findings.put("hello", aside(Verdict.SMALLTALK, "greeting", "en"));
        says(Sender.CITIZEN, "gas!");
        says(Sender.CITIZEN, "hello");

        assertThat(found()).containsExactly("gas-leak at 1");
    }

    private Finding aside(Verdict verdict, String article, String spoken) {
        return new Finding(verdict, 0.99, shelf.article(article), List.of(), spoken);
    }

    @Test
    void namesTranslationsToWhoeverWritesInTheirLanguageAndNoEnglishOnes() {
        shelf.has("pl-missed-bin", Kind.ANSWER, "pl");
        shelf.knows("smieci", Verdict.UNSURE, "missed-bin", 0.6, "tax-pay", 0.5);
        Finding english = shelf.ask("smieci");
        shelf.findings.put("smieci", new Finding(Verdict.UNSURE, 0, Optional.empty(), english.candidates(), "pl"));
        says(Sender.CITIZEN, "smieci");

        assertThat(found()).containsExactly("pl-missed-bin at 1");
    }

    @Test
    void prefersATranslationWhereTheConversationHasALanguage() {
        shelf.has("pl-missed-bin", Kind.ANSWER, "pl");
        shelf.knows("bins", Verdict.ANSWER, "missed-bin", 0.9, "tax-pay", 0.4);
        says(Sender.CITIZEN, "bins");
        language = "pl";

        assertThat(found()).containsExactly("pl-missed-bin at 1", "tax-pay at 1");
    }

    @Test
    void saysWhatToDoInDangerInEnglishWhereThereIsNoTranslation() {
        shelf.has("gas-leak", Kind.DANGER, "en");
        shelf.findings.put("gaz!", aside(Verdict.DANGER, "gas-leak", "pl"));
        says(Sender.CITIZEN, "gaz!");

        assertThat(found()).containsExactly("gas-leak at 1");
    }

    @Test
    void asksNothingAboutAClosedConversation() {
        says(Sender.CITIZEN, "bins");
        floor = Floor.CLOSED;

        assertThat(found()).isEmpty();
        assertThat(shelf.asked).isEmpty();
    }

    @Test
    void doesNotLetAPageWaitOrFail() {
        says(Sender.CITIZEN, "bins");
        shelf.broken = true;
        assertThat(found()).isEmpty();

        shelf.broken = false;
        shelf.held = new CountDownLatch(1);
        assertThat(found()).isEmpty();
        shelf.held.countDown();
    }

    @Test
    void knowsAnArticlesWordsAgainOnlyAsLongAsNobodyChangedThem() {
        shelf.has("missed-bin", Kind.ANSWER, "en");
        String words = suggestions.draft(shelf.article("missed-bin").orElseThrow());
        assertThat(words)
                .isEqualTo("Words of missed-bin.\n\nTitle of missed-bin: http://council.example/help/missed-bin");

        assertThat(now(suggestions.unchanged(new Draft(words, "missed-bin", false)))
                        .article())
                .isEqualTo("missed-bin");
        assertThat(empty(suggestions.unchanged(new Draft(words + "!", "missed-bin", false))))
                .isTrue();
        assertThat(empty(suggestions.unchanged(new Draft(words, "", false)))).isTrue();
        assertThat(empty(suggestions.unchanged(new Draft(words, "another", false))))
                .isTrue();
    }

    private void says(Sender sender, String words) {
        said.add(new Message(
                UUID.randomUUID(),
                ID,
                said.size() + 1,
                sender,
                null,
                new Content.Text(words),
                null,
                null,
                null,
                Instant.EPOCH));
    }

    private List<String> found() {
        return now(suggestions.to(transcript())).stream()
                .map(one -> one.passage().article() + " at " + one.seq())
                .toList();
    }

    private Transcript transcript() {
        Summary summary = new Summary(
                ID,
                "BIN-4F7K",
                "waste",
                Priority.NORMAL,
                floor,
                "telegram",
                0,
                "",
                null,
                language,
                Instant.EPOCH,
                said.size(),
                null);
        return new Transcript(
                summary,
                null,
                null,
                List.copyOf(said),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                Map.of());
    }

    /** Articles that are found by exactly the words a test says. */
    private static final class Shelf implements Answers {

        private final Map<String, Finding> findings = new HashMap<>();
        private final Map<String, Passage> passages = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private CountDownLatch held = new CountDownLatch(0);
        private boolean broken;

        void has(String article, Kind kind, String spoken) {
            passages.put(
                    article,
                    new Passage(
                            article,
                            7,
                            "Title of " + article,
                            null,
                            "**Words** of " + article + ".",
                            "waste",
                            kind,
                            spoken,
                            null));
        }

        /** Articles and how sure it is of each, in turn. */
        void knows(String words, Verdict verdict, Object... sure) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < sure.length; i += 2) {
                String article = (String) sure[i];
                has(article, Kind.ANSWER, "en");
                candidates.add(new Candidate(article, "Title of " + article, "waste", (Double) sure[i + 1]));
            }
            findings.put(
                    words,
                    new Finding(
                            verdict,
                            candidates.getFirst().confidence(),
                            article(candidates.getFirst().article()),
                            candidates));
        }

        @Override
        public Finding ask(String question) {
            asked.add(question);
            if (broken) {
                throw new IllegalStateException("The articles are closed");
            }
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return findings.getOrDefault(question, new Finding(Verdict.UNSURE, 0.05, Optional.empty(), List.of()));
        }

        @Override
        public Optional<Passage> article(String article) {
            return Optional.ofNullable(passages.get(article));
        }

        @Override
        public Optional<Passage> translation(String article, String wanted) {
            return article(wanted + "-" + article);
        }
    }
}
