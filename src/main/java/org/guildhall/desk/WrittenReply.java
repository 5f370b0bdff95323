package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A canned reply as somebody writes it, from the form or as the body of {@code POST /api/desk/canned-replies}. */
record WrittenReply(
        @Nullable String team,
        @Nullable String title,
        @Nullable String text) {

    static final WrittenReply EMPTY = new WrittenReply(null, null, null);

    private static final int LONGEST_TITLE = 100;

    static WrittenReply of(CannedReply reply) {
        return new WrittenReply(reply.team(), reply.title(), reply.text());
    }

    /** Null for everybody's, which a form says by an empty field. */
    @Nullable String wantedTeam() {
        return team == null || team.isEmpty() ? null : team;
    }

    // Public for the templates, which see nothing else.
    public String shownTeam() {
        return team == null ? "" : team;
    }

    public String wantedTitle() {
        return WrittenText.clean(title);
    }

    public String wantedText() {
        return WrittenText.clean(text);
    }

    /**
     * What is wrong with it, in words by field, in the order of the form; empty when nothing is.
     *
     * @param teams those there are
     * @param linkable whether there is an article of that id to link to
     */
    Map<String, String> faults(Set<String> teams, Predicate<String> linkable) {
        Map<String, String> faults = new LinkedHashMap<>();
        String title = wantedTitle();
        if (title.isEmpty() || title.length() > LONGEST_TITLE || title.contains("\n")) {
            faults.put("title", WORDS.say("canned.title", Map.of("most", LONGEST_TITLE)));
        }
        String team = wantedTeam();
        if (team != null && !teams.contains(team)) {
            faults.put("team", WORDS.say("transfer.team"));
        }
        String text = wantedText();
        if (text.isEmpty()) {
            faults.put("text", WORDS.say("text.empty"));
        } else if (text.length() > WrittenText.LONGEST) {
            faults.put("text", WORDS.say("text.long", Map.of("most", WrittenText.LONGEST)));
        } else {
            Gaps.links(text).stream()
                    .filter(linkable.negate())
                    .findFirst()
                    .ifPresent(article -> faults.put("text", WORDS.say("canned.article", Map.of("article", article))));
        }
        return faults;
    }
}
