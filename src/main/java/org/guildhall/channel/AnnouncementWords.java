package org.guildhall.channel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.conversation.Announcement;
import org.guildhall.conversation.Priority;
import org.guildhall.platform.Sentences;

/** What a staff room is told, in the same words at every messenger. A citizen's words and name are not among them. */
public final class AnnouncementWords {

    private static final Sentences WORDS = Sentences.in("messages/staff-room");
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("h:mma, d MMMM", Locale.UK);

    private AnnouncementWords() {}

    /**
     * How a conversation stands.
     *
     * @param zone whose clock the time is told by
     */
    public static List<Run> runs(Announcement announcement, ZoneId zone) {
        if (!announcement.waiting()) {
            return List.of(Run.plain(over(announcement)));
        }
        String key = announcement.priority() == Priority.DANGER ? "waiting.danger" : "waiting";
        String first =
                WORDS.say(key, Map.of("reference", announcement.reference(), "team", capitalised(announcement.team())));
        String facts = WORDS.say(
                "facts",
                Map.of(
                        "priority",
                        WORDS.say("priority." + announcement.priority().name().toLowerCase(Locale.ROOT)),
                        "messenger",
                        messenger(announcement.channel()),
                        "since",
                        since(announcement.waitingSince(), zone)));
        return List.of(new Run(first, List.of(Run.Mark.of(Run.Style.BOLD))), Run.plain("\n"), Run.plain(facts));
    }

    private static String over(Announcement announcement) {
        String holder = announcement.holder();
        return holder == null
                ? WORDS.say("over", Map.of("reference", announcement.reference()))
                : WORDS.say("taken", Map.of("name", holder, "reference", announcement.reference()));
    }

    /** What the button reads that takes it. */
    public static String claim() {
        return WORDS.say("claim");
    }

    /** What the button reads that leads to the desk. */
    public static String open() {
        return WORDS.say("open");
    }

    private static String since(Instant at, ZoneId zone) {
        return SINCE.format(at.atZone(zone)).replace("AM", "am").replace("PM", "pm");
    }

    private static String messenger(String channel) {
        String key = "messenger." + channel;
        return WORDS.keys().contains(key) ? WORDS.say(key) : capitalised(channel);
    }

    private static String capitalised(String slug) {
        String words = slug.replace('-', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
