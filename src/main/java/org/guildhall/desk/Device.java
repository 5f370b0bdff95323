package org.guildhall.desk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody sits at, in words by which they know it again: as much as browsers tell of themselves, and no more. */
final class Device {

    /** In this order: most browsers name others before themselves. */
    private static final Map<String, String> BROWSERS = inOrder(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "Firefox",
            "Firefox",
            "FxiOS",
            "Firefox",
            "CriOS",
            "Chrome",
            "Chrom",
            "Chrome",
            "Safari",
            "Safari");

    private static final Map<String, String> SYSTEMS = inOrder(
            "iPhone",
            "an iPhone",
            "iPad",
            "an iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "CrOS",
            "a Chromebook",
            "Macintosh",
            "a Mac",
            "Linux",
            "Linux");

    private Device() {}

    private static Map<String, String> inOrder(String... pairs) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }

    /** For instance {@code Firefox on Windows}; empty when nothing is known of it. */
    static String of(@Nullable String userAgent) {
        String said = userAgent == null ? "" : userAgent;
        String browser = named(BROWSERS, said);
        String system = named(SYSTEMS, said);
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + " on " + system;
    }

    private static String named(Map<String, String> names, String said) {
        return names.entrySet().stream()
                .filter(name -> said.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
