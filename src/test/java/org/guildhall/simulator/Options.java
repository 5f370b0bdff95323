package org.guildhall.simulator;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** What stood on the command line: {@code --name value}, or {@code --name} alone. */
record Options(Map<String, String> given) {

    static Options of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                throw new IllegalArgumentException("Not an option: " + arguments[i] + " (try --help)");
            }
            boolean value = i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
            given.put(arguments[i].substring(2), value ? arguments[++i] : "");
        }
        return new Options(given);
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
    }

    URI uri(String name, String otherwise) {
        return URI.create(text(name, otherwise));
    }

    String token() {
        return text("token", "42:rehearsal");
    }

    String secret() {
        return text("secret", "rehearsal");
    }
}
