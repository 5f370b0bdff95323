package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guildhall.conversation.Blocks;
import org.jspecify.annotations.Nullable;

/** What somebody wrote who wants a person blocked: a form's fields, and the body of the API's call. */
record WrittenBlock(
        @Nullable String reason,
        @Nullable Integer days,
        @Nullable String note) {

    static final WrittenBlock EMPTY = new WrittenBlock(null, null, null);

    /** As it is shown again when something is wrong; public for the templates, which see nothing else. */
    public String wantedReason() {
        return reason == null ? "" : reason;
    }

    /** 0 when none was chosen. */
    public int wantedDays() {
        return days == null ? 0 : days;
    }

    /** Without what nobody can see. */
    public String wantedNote() {
        return WrittenText.clean(note);
    }

    /** What is wrong first; empty when nothing is. */
    Optional<Pages.Fault> fault() {
        if (!Blocking.REASONS.contains(wantedReason())) {
            return Optional.of(new Pages.Fault("reason", WORDS.say("block.reason.choose")));
        }
        if (!Blocking.DAYS.contains(wantedDays())) {
            return Optional.of(new Pages.Fault("days", daysFault()));
        }
        return wantedNote().length() > Blocking.LONGEST_NOTE
                ? Optional.of(new Pages.Fault("note", WORDS.say("text.long", Map.of("most", Blocking.LONGEST_NOTE))))
                : Optional.empty();
    }

    static String daysFault() {
        String days = Blocking.DAYS.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return WORDS.say("block.days.choose", Map.of("days", days));
    }

    /** Once there is no {@link #fault}. */
    Blocks.Wanted wanted() {
        return new Blocks.Wanted(wantedReason(), wantedNote(), wantedDays());
    }
}
