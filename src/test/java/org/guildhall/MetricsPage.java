package org.guildhall;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code /actuator/prometheus} shows at one moment, a series a line. */
public record MetricsPage(List<String> series) {

    /** Reads a page: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
    public static MetricsPage of(String text) {
        return new MetricsPage(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList());
    }

    /** What the series are called, without their labels. */
    public Set<String> names() {
        return series.stream().map(MetricsPage::name).collect(Collectors.toSet());
    }

    /**
     * The sum over all series of this name that have these labels; 0 when none has.
     *
     * @param labels each {@code name="value"}
     * @throws IllegalStateException when no series at all is called that: whoever compares it would compare nothing
     */
    public double sum(String name, String... labels) {
        List<String> named =
                series.stream().filter(line -> name(line).equals(name)).toList();
        if (named.isEmpty()) {
            throw new IllegalStateException("there is no metric " + name);
        }
        return named.stream()
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String name(String line) {
        return line.split("[{ ]", 2)[0];
    }
}
