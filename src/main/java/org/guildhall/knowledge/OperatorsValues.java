package org.guildhall.knowledge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * What an operator set as {@code guildhall.council.*}, which wins over the same keys of {@code council.yaml}: the shell of
 * every page shows the property, and an article beside it must not say another number. Defaults are not an operator's.
 */
final class OperatorsValues {

    private static final List<String> KEYS =
            List.of("council.name", "council.website", "council.phone", "council.emergency-phone");

    private OperatorsValues() {}

    /** By key, those that were set anywhere the application looks. */
    static Map<String, String> of(ConfigurableEnvironment environment) {
        Binder binder = Binder.get(environment);
        Map<String, String> set = new TreeMap<>();
        KEYS.forEach(
                key -> binder.bind("guildhall." + key, String.class).ifBound(value -> set.put(key, value.strip())));
        return set;
    }

    /** For commands, which start no application: those of the process, environment variables too. */
    static Map<String, String> ofProcess() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigurationPropertySources.attach(environment);
        return of(environment);
    }
}
