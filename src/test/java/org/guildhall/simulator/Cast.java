package org.guildhall.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What pretend citizens call themselves, where their messenger tells. */
final class Cast {

    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private Cast() {}

    /** From now on somebody is called so. */
    static void name(String person, String name) {
        NAMES.put(person, name);
    }

    /** Somebody of whom nobody said what they are called is a citizen with a number. */
    static String nameOf(String person) {
        return NAMES.getOrDefault(person, "Citizen " + person);
    }
}
