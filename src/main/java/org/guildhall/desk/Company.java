package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.List;
import java.util.Map;
import org.guildhall.conversation.StaffName;

/**
 * Who else looks at a conversation, as whoever looks at it too may know; citizens never do.
 *
 * @param writing those of them who write a reply
 * @param reading the others
 */
record Company(List<StaffName> writing, List<StaffName> reading) {

    static final Company NOBODY = new Company(List.of(), List.of());

    /** One of them. */
    record Other(StaffName name, boolean writing) {}

    static Company of(List<Other> others) {
        return new Company(
                others.stream().filter(Other::writing).map(Other::name).toList(),
                others.stream().filter(one -> !one.writing()).map(Other::name).toList());
    }

    /** Who writes, in a sentence; empty when nobody does. Public for the templates, which see nothing else. */
    public String writers() {
        return said("company.writing", writing);
    }

    /** Who only looks, in a sentence; empty when nobody does. */
    public String readers() {
        return said("company.reading", reading);
    }

    private static String said(String key, List<StaffName> names) {
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> WORDS.say(key + ".one", Map.of("name", names.getFirst().name()));
            case 2 ->
                WORDS.say(
                        key + ".two",
                        Map.of(
                                "name",
                                names.getFirst().name(),
                                "other",
                                names.getLast().name()));
            default ->
                WORDS.say(key + ".several", Map.of("name", names.getFirst().name(), "number", names.size() - 1));
        };
    }
}
