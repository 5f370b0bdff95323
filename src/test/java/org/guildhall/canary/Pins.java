package org.guildhall.canary;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.Yaml;

/**
 * The loggers that {@code application.yaml} pins, which no operator loosens by setting the level of the root or of any
 * shorter name. Those it merely calms count as if they said everything.
 */
final class Pins {

    /** For quiet's sake only: an operator may well want to read these. */
    private static final Set<String> CALMED = Set.of(
            "com.zaxxer.hikari",
            "org.flywaydb",
            "io.zonky",
            "org.springframework",
            "org.apache.lucene",
            "org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext");

    private final Map<String, Level> pinned = new HashMap<>();
    private final Map<String, Level> known = new ConcurrentHashMap<>();

    private Pins(Map<?, ?> levels) {
        levels.forEach((logger, value) -> {
            // YAML reads off as false.
            Level level = Boolean.FALSE.equals(value) ? Level.OFF : Level.toLevel(String.valueOf(value));
            if (!CALMED.contains(String.valueOf(logger))) {
                pinned.put(String.valueOf(logger), level);
            }
        });
    }

    static Pins ofTheApplication() {
        try (InputStream file =
                Objects.requireNonNull(Pins.class.getResourceAsStream("/application.yaml"), "application.yaml")) {
            Map<?, ?> settings = new Yaml().load(file);
            Map<?, ?> logging = (Map<?, ?>) Objects.requireNonNull(settings.get("logging"));
            return new Pins((Map<?, ?>) Objects.requireNonNull(logging.get("level")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each by its name. */
    Map<String, Level> all() {
        return Map.copyOf(pinned);
    }

    /** Whether a logger can say nothing at this level whatever the root's is. */
    boolean silence(String logger, Level level) {
        return known.computeIfAbsent(logger, this::of).isGreaterOrEqual(level)
                && known.getOrDefault(logger, Level.ALL) != level;
    }

    private Level of(String logger) {
        String name = logger;
        while (!name.isEmpty()) {
            Level level = pinned.get(name);
            if (level != null) {
                return level;
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        return Level.ALL;
    }
}
