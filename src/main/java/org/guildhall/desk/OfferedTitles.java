package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guildhall.message.Choice;

/** What a citizen may choose from, as staff write it: one title a line. */
final class OfferedTitles {

    /** As many as WhatsApp shows in a list (https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages). */
    static final int MOST = 10;

    /** Where a messenger's buttons are shorter, they show numbers and the titles stand above. */
    static final int LONGEST = 80;

    private OfferedTitles() {}

    /** The lines that say something. */
    static List<String> in(String lines) {
        return lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** What is wrong with them, in words; empty when nothing is. */
    static Optional<String> fault(List<String> titles) {
        if (titles.isEmpty() || titles.size() > MOST) {
            return Optional.of(WORDS.say("choices.number", Map.of("most", MOST)));
        }
        if (titles.stream().anyMatch(title -> title.isEmpty() || title.length() > LONGEST || title.contains("\n"))) {
            return Optional.of(WORDS.say("choices.long", Map.of("most", LONGEST)));
        }
        Set<String> different =
                titles.stream().map(title -> title.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return different.size() < titles.size() ? Optional.of(WORDS.say("choices.twice")) : Optional.empty();
    }

    /** As choices, whose ids no other offer has: an old button must not be taken for a new one. */
    static List<Choice> offered(List<String> titles) {
        String offer = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41), Character.MAX_RADIX);
        return IntStream.range(0, titles.size())
                .mapToObj(place -> new Choice("staff-" + offer + "-" + (place + 1), titles.get(place)))
                .toList();
    }
}
