package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.conversation.Priority;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Targets as somebody writes them in the form.
 *
 * @param lines one for each priority, the most urgent first
 */
record WrittenTargets(List<Line> lines) {

    /**
     * Those of one priority.
     *
     * @param word the priority's word, which names the fields
     * @param priority the same as people call it
     */
    record Line(String word, String priority, String reply, String resolution) {}

    static WrittenTargets of(TargetsInForce targets, @Nullable String team) {
        return new WrittenTargets(Stream.of(Priority.values())
                .map(priority -> {
                    Target target = targets.of(team, priority);
                    return line(priority, WorkingSpan.write(target.reply()), WorkingSpan.write(target.resolution()));
                })
                .toList());
    }

    static WrittenTargets of(MultiValueMap<String, String> form) {
        return new WrittenTargets(Stream.of(Priority.values())
                .map(priority -> line(
                        priority,
                        WrittenText.clean(form.getFirst("reply-" + word(priority))),
                        WrittenText.clean(form.getFirst("resolution-" + word(priority)))))
                .toList());
    }

    private static Line line(Priority priority, String reply, String resolution) {
        return new Line(word(priority), Spoken.word("priority", priority), reply, resolution);
    }

    private static String word(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong, in words by field, in the order of the form; empty when nothing is. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        for (Line line : lines) {
            if (WorkingSpan.read(line.reply()).isEmpty()) {
                faults.put("reply-" + line.word(), WORDS.say("targets.span", Map.of("priority", line.priority())));
            }
            if (WorkingSpan.read(line.resolution()).isEmpty()) {
                faults.put("resolution-" + line.word(), WORDS.say("targets.span", Map.of("priority", line.priority())));
            }
        }
        return faults;
    }

    /** The same to be set, once there is no fault in them. */
    Map<Priority, Target> wanted() {
        Map<Priority, Target> wanted = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            Line line = lines.get(priority.ordinal());
            wanted.put(
                    priority,
                    new Target(
                            WorkingSpan.read(line.reply()).orElseThrow(),
                            WorkingSpan.read(line.resolution()).orElseThrow()));
        }
        return wanted;
    }
}
