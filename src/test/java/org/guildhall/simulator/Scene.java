package org.guildhall.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that happens in a rehearsed day.
 *
 * @param at after its beginning
 * @param where the messenger as the command line names it, or {@code desk}
 * @param who a citizen's name, or the username of somebody at the desk
 * @param what they type
 */
record Scene(Duration at, String where, String who, String what) {

    /** Where the council's own people are. */
    static final String DESK = "desk";

    private static final String DAY = "/rehearsal/day.txt";
    private static final Pattern LINE = Pattern.compile("(\\d+):(\\d\\d) \\| (\\S+) +\\| (.+?) +\\| (.+)");

    /** The whole day, in order. */
    static List<Scene> day() throws IOException {
        try (InputStream script = Objects.requireNonNull(Scene.class.getResourceAsStream(DAY), DAY)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Scene::of)
                    .toList();
        }
    }

    static Scene of(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a scene: " + line);
        }
        Duration at = Duration.ofMinutes(Long.parseLong(parts.group(1))).plusSeconds(Long.parseLong(parts.group(2)));
        return new Scene(at, parts.group(3), parts.group(4), parts.group(5));
    }

    boolean atTheDesk() {
        return where.equals(DESK);
    }

    /** Whole seconds, as the screen shows them. */
    String clock() {
        return "%d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
    }
}
