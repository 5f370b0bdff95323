package org.guildhall.simulator;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Those of whom something holds for now, such as that they have blocked the council. */
final class People {

    private final Set<String> people = ConcurrentHashMap.newKeySet();

    /** Whether it holds of somebody from now on. */
    void put(String person, boolean now) {
        if (now) {
            people.add(person);
        } else {
            people.remove(person);
        }
    }

    boolean has(String person) {
        return people.contains(person);
    }
}
