package org.guildhall.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Transcript;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.platform.Database;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which articles fit what a citizen wrote and no colleague has answered yet, shown to whoever answers. A page never waits
 * long for that: when it takes too long, nothing is suggested.
 */
@Component
final class Suggestions {

    /** As many as there are keys for; more would have to be read through. */
    static final int MOST = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Suggestions.class);

    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** How many of the latest messages are looked at. */
    private static final int LATEST = 3;

    /** Below this an article is named only because something must be the nearest. */
    private static final double LEAST_SURE = 0.1;

    private final Answers answers;
    private final Database workers;
    private final PublicUrl publicUrl;

    Suggestions(Answers answers, Database workers, PublicUrl publicUrl) {
        this.answers = answers;
        this.workers = workers;
        this.publicUrl = publicUrl;
    }

    /** Those for a conversation, the surest first, at most {@link #MOST}; nothing when none fits or none can be told now. */
    Mono<List<Suggestion>> to(Transcript all) {
        List<Asked> waiting = waiting(all);
        if (waiting.isEmpty()) {
            return Mono.just(List.of());
        }
        return workers.<List<Suggestion>>onWorker(
                        () -> find(waiting, all.summary().language()))
                .timeout(PATIENCE, Mono.just(List.<Suggestion>of()))
                .onErrorResume(e -> {
                    LOG.warn(
                            "Could not look for articles that fit: {}",
                            e.getClass().getSimpleName());
                    return Mono.just(List.<Suggestion>of());
                });
    }

    /** What was asked, and at which message. */
    private record Asked(int seq, String words) {}

    /** The citizen's latest messages since a colleague spoke, newest first, and all of them as the one question they may be. */
    private static List<Asked> waiting(Transcript all) {
        List<Asked> waiting = new ArrayList<>();
        if (all.summary().floor() == Floor.CLOSED) {
            return waiting;
        }
        for (Message said : all.messages().reversed()) {
            if (said.sender() == Sender.STAFF || waiting.size() == LATEST) {
                break;
            }
            String words = words(said);
            if (said.sender() == Sender.CITIZEN && !words.isEmpty()) {
                waiting.add(new Asked(said.seq(), words));
            }
        }
        if (waiting.size() > 1) {
            String together = waiting.reversed().stream().map(Asked::words).collect(Collectors.joining("\n"));
            waiting.add(new Asked(waiting.getFirst().seq(), together));
        }
        return waiting;
    }

    /** What the citizen put in their own words; what a tapped button says are ours. */
    private static String words(Message said) {
        if (said.choice() != null) {
            return "";
        }
        return switch (said.content()) {
            case Content.Text text -> text.text().strip();
            case Content.Media media ->
                media.kind() == MediaKind.STICKER ? "" : media.text().strip();
            case Content.Choices _, Content.PlaceWanted _, Content.Location _, Content.Contact _ -> "";
        };
    }

    private List<Suggestion> find(List<Asked> waiting, @Nullable String language) {
        Map<String, Suggestion> surest = new LinkedHashMap<>();
        waiting.stream()
                .flatMap(asked -> fitting(asked, language))
                .forEach(one -> surest.merge(
                        one.passage().article(),
                        one,
                        (known, other) -> known.confidence() >= other.confidence() ? known : other));
        return surest.values().stream()
                .sorted(Comparator.comparingDouble(Suggestion::confidence).reversed())
                .limit(MOST)
                .toList();
    }

    private Stream<Suggestion> fitting(Asked asked, @Nullable String language) {
        Finding finding = answers.ask(asked.words());
        String theirs = finding.foreign() ? finding.language() : language;
        // What to do in danger is better read in English than not at all.
        boolean onlyTheirs = finding.foreign() && finding.verdict() != Verdict.DANGER;
        return fits(finding)
                .flatMap(one -> inTheirWords(one.article(), theirs, onlyTheirs)
                        .map(passage -> new Suggestion(asked.seq(), passage, one.confidence()))
                        .stream());
    }

    /** An article and how sure it is that it fits. */
    private record Fit(String article, double confidence) {}

    private static Stream<Fit> fits(Finding finding) {
        return switch (finding.verdict()) {
            case DANGER -> finding.best().stream().map(best -> new Fit(best.article(), finding.confidence()));
            case ANSWER, CLARIFY, UNSURE ->
                finding.candidates().stream()
                        .filter(one -> one.confidence() >= LEAST_SURE)
                        .map(one -> new Fit(one.article(), one.confidence()));
            // A person needs no words for a greeting.
            case SMALLTALK -> Stream.empty();
        };
    }

    private Optional<Passage> inTheirWords(String article, @Nullable String language, boolean only) {
        Optional<Passage> theirs = language == null ? Optional.empty() : answers.translation(article, language);
        return theirs.isPresent() || only ? theirs : approved(article);
    }

    /**
     * An article that staff may send as it stands: its short answer as it is published now.
     *
     * @param article an article's id; need not exist
     */
    Mono<Passage> named(String article) {
        return workers.onWorker(() -> approved(article).orElse(null));
    }

    /** Small talk has no page that could be named as the source. */
    private Optional<Passage> approved(String article) {
        return answers.article(article).filter(passage -> passage.kind() != Passage.Kind.SMALLTALK);
    }

    /** What goes into the reply box: the short answer in plain words, and where its page is. */
    String draft(Passage passage) {
        return WrittenText.clean(PlainWords.of(passage.text()) + "\n\n" + titled(passage));
    }

    /** The title and the address of an article, for plain words that link to it; empty when it is not there. */
    Optional<String> link(String article) {
        return approved(article).map(this::titled);
    }

    private String titled(Passage passage) {
        return passage.title() + ": " + publicUrl.at(passage.path());
    }

    /** The article whose words a draft is; empty when anything of them was changed, also by a new version of the article. */
    Mono<Passage> unchanged(Draft draft) {
        return draft.article().isEmpty()
                ? Mono.empty()
                : named(draft.article()).filter(passage -> draft(passage).equals(draft.text()));
    }
}
