package org.guildhall.site;

import java.util.List;
import java.util.Optional;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Passage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The articles as help pages see them. Plain blocking Java: call it off the event loop. */
interface Library {

    /** The help page of an article, also under a former id; empty for small talk and for what is not published. */
    Optional<HelpPage> page(String article);

    /** Every article people may read, by team and title. */
    List<Entry> entries();

    /**
     * One line of the list of topics.
     *
     * @param team who looks after it, which is the topic it stands under
     */
    record Entry(String id, String title, String team) {}

    /**
     * A whole article.
     *
     * @param passage the short answer and what is known about the article
     * @param sections the rest, in order
     * @param more for the help page only; empty when there is none
     */
    record HelpPage(Passage passage, List<Section> sections, String more) {}

    /** One section: heading and Markdown. */
    record Section(@Nullable String heading, String text) {}

    /** Over what is published now. */
    @Component
    record Published(Answers answers) implements Library {

        @Override
        public Optional<HelpPage> page(String article) {
            return answers.article(article)
                    .filter(passage -> passage.kind() != Passage.Kind.SMALLTALK)
                    .map(passage -> new HelpPage(passage, List.of(), ""));
        }

        @Override
        public List<Entry> entries() {
            return List.of();
        }
    }
}
