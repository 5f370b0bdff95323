package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * What stands in the reply box.
 *
 * @param text what was typed or put there
 * @param article the id of the article whose words were put there; empty when none were
 * @param place whether it asks where something is
 * @param choices what the citizen may choose, one a line; empty when nothing
 * @param file the id of the file that goes along; empty when none does
 * @param at when it is to go, as a browser writes a time; empty for now
 * @param on the id of the conversation in which it is said; empty for the one of the page
 */
record Draft(String text, String article, boolean place, String choices, String file, String at, String on) {

    static final Draft EMPTY = new Draft("", "", false);

    /** Words and nothing else. */
    Draft(String text, String article, boolean place) {
        this(text, article, place, "", "", "", "");
    }

    /** As it comes from the form. */
    static Draft typed(MultiValueMap<String, String> form) {
        return new Draft(
                WrittenText.clean(form.getFirst("text")),
                value(form, "article"),
                form.containsKey("place"),
                WrittenText.clean(form.getFirst("choices")),
                value(form, "file"),
                value(form, "at"),
                value(form, "on"));
    }

    private static String value(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }

    /** The same with nothing in the box. */
    Draft cleared() {
        return new Draft("", "", place, choices, file, at, on);
    }

    /** The same with these words after what was typed; they are an article's only as long as they stand alone. */
    Draft with(String words, String ofArticle) {
        String both = text.isEmpty() ? words : text + "\n\n" + words;
        return new Draft(both, text.isEmpty() ? ofArticle : "", place, choices, file, at, on);
    }

    /** The same with a file; an empty id takes it away. */
    Draft bringing(String id) {
        return new Draft(text, article, place, choices, id, at, on);
    }

    List<String> titles() {
        return OfferedTitles.in(choices);
    }

    /** When it is to go; empty for now, and for what is no time. */
    Optional<Instant> time(ZoneId zone) {
        return at.isEmpty() ? Optional.empty() : ChosenTime.local(at, zone);
    }

    /**
     * The first thing that is wrong with it.
     *
     * @param now by the clock of whoever looks; the database looks again
     */
    Optional<Pages.Fault> fault(ZoneId zone, Instant now) {
        if (text.isEmpty() && file.isEmpty()) {
            return fault("reply-text", WORDS.say("text.empty"));
        }
        if (text.length() > WrittenText.LONGEST) {
            return fault("reply-text", WORDS.say("text.long", Map.of("most", WrittenText.LONGEST)));
        }
        if (!file.isEmpty() && Caller.uuid(file).isEmpty()) {
            return fault("reply-upload", WORDS.say("file.gone"));
        }
        if (!choices.isEmpty()) {
            Optional<String> wrong = OfferedTitles.fault(titles());
            if (wrong.isPresent()) {
                return fault("reply-choices", wrong.get());
            }
        }
        if ((place ? 1 : 0) + (choices.isEmpty() ? 0 : 1) + (file.isEmpty() ? 0 : 1) > 1) {
            return fault("reply-choices", WORDS.say("reply.several"));
        }
        if (!at.isEmpty()) {
            Optional<String> wrong = ChosenTime.fault(time(zone), now);
            if (wrong.isPresent()) {
                return fault("reply-at", wrong.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Pages.Fault> fault(String field, String words) {
        return Optional.of(new Pages.Fault(field, words));
    }
}
