package org.guildhall.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is to take on, as it came from the API or from the form; also the body of {@code PUT
 * /api/desk/presence/{username}}.
 *
 * @param capacity how many conversations at once, from 0; null for as many as the installation says
 * @param languages what they speak, as codes or English names; null for English only
 */
record WantedDuty(@Nullable Integer capacity, @Nullable List<@Nullable String> languages) {

    /** Nobody answers more people at once. */
    static final int MOST = 100;

    private static final int MOST_LANGUAGES = 20;

    /** The languages besides English, by code; what is no language is left out. */
    Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        for (String language : languages == null ? List.<@Nullable String>of() : languages) {
            if (language != null) {
                Languages.code(language).flatMap(Languages::foreign).ifPresent(codes::add);
            }
        }
        return codes;
    }

    /** What is wrong with it: the field and a key of the desk's messages; empty when nothing. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (capacity != null && (capacity < 0 || capacity > MOST)) {
            faults.put("capacity", "duty.capacity");
        }
        if (languages != null
                && (languages.size() > MOST_LANGUAGES
                        || languages.stream()
                                .anyMatch(one ->
                                        one == null || Languages.code(one).isEmpty()))) {
            faults.put("languages", "duty.languages");
        }
        return faults;
    }
}
