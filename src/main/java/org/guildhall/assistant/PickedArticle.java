package org.guildhall.assistant;

import java.util.List;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Passage;

/** One of the articles offered was picked. It may have been taken down since, for buttons stay on screen for months. */
final class PickedArticle implements Step {

    private final Voice voice;
    private final Quoting quoting;
    private final Answers answers;

    PickedArticle(Voice voice, Quoting quoting, Answers answers) {
        this.voice = voice;
        this.quoting = quoting;
        this.answers = answers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        String choice = heard.message().choice();
        if (choice == null) {
            return Optional.empty();
        }
        if (choice.startsWith(Picks.ARTICLE)) {
            return Optional.of(answers.article(choice.substring(Picks.ARTICLE.length()))
                    .map(passage -> quoted(heard, passage))
                    .orElseGet(() -> gone(heard)));
        }
        return Picks.known(choice) || !heard.words().isEmpty() ? Optional.empty() : Optional.of(gone(heard));
    }

    private Decision quoted(Heard heard, Passage passage) {
        String asked = heard.memory().lastQuestion();
        return quoting.quote(heard, Outcome.ANSWERED_PICKED, passage, asked == null ? passage.title() : asked);
    }

    private Decision gone(Heard heard) {
        return heard.waiting()
                ? voice.say(heard, Outcome.GONE_CHOICE, heard.memory(), voice.sentence("gone"), voice.place(heard))
                : voice.offer(
                        heard,
                        Outcome.GONE_CHOICE,
                        heard.memory(),
                        List.of(voice.choice(Picks.PERSON)),
                        voice.sentence("gone"),
                        voice.sentence("gone.ask"));
    }
}
