package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.guildhall.knowledge.Passage;
import org.jspecify.annotations.Nullable;

/**
 * An article that fits a message, as the conversation page shows it. All of it is shown escaped.
 *
 * @param seq the place of the message
 * @param key the key that uses it, from 1
 * @param sure how sure it is, in words
 * @param beginning the first words of its short answer, made visible
 * @param language what it is in (BCP 47)
 * @param spoken the same in words, or null when it is English
 * @param draft what goes into the reply box
 */
record SuggestionView(
        int seq,
        int key,
        String article,
        String title,
        String path,
        String sure,
        String beginning,
        String language,
        @Nullable String spoken,
        String draft) {

    /**
     * Those of a page.
     *
     * @param draft makes what goes into the reply box
     */
    static List<SuggestionView> all(List<Suggestion> suggestions, Function<Passage, String> draft) {
        List<SuggestionView> views = new ArrayList<>();
        for (Suggestion one : suggestions) {
            views.add(of(one, views.size() + 1, draft.apply(one.passage())));
        }
        return List.copyOf(views);
    }

    private static SuggestionView of(Suggestion one, int key, String draft) {
        Passage passage = one.passage();
        return new SuggestionView(
                one.seq(),
                key,
                passage.article(),
                ShownText.visible(passage.title()),
                passage.path(),
                Math.round(one.confidence() * 100) + "%",
                ShownText.visible(ShownText.beginning(PlainWords.of(passage.text()))),
                passage.language(),
                spoken(passage),
                draft);
    }

    private static @Nullable String spoken(Passage passage) {
        Locale locale = Locale.forLanguageTag(passage.language());
        String english = Locale.ENGLISH.getLanguage();
        return Objects.equals(locale.getLanguage(), english)
                ? null
                : WORDS.say("suggestion.language", Map.of("language", locale.getDisplayLanguage(Locale.UK)));
    }
}
