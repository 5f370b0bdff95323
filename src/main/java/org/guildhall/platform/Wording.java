package org.guildhall.platform;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The words of one room that people read, kept in {@code messages/<room>.properties} (UTF-8) and not in code.
 */
public final class Wording {

    private final ResourceBundle words;

    /** The words in {@code messages/<name>.properties}. */
    public Wording(String name) {
        this.words = ResourceBundle.getBundle("messages/" + name, Locale.ROOT, Wording.class.getClassLoader());
    }

    /**
     * The words under a key.
     *
     * @param values take the places of {@code {0}}, {@code {1}}, …
     * @throws java.util.MissingResourceException when nobody wrote them
     */
    public String of(String key, Object... values) {
        // Not MessageFormat, in which an apostrophe has a meaning that writers of messages do not expect.
        String text = words.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** The words under a key, if somebody wrote them. */
    public Optional<String> find(String key) {
        return words.containsKey(key) ? Optional.of(of(key)) : Optional.empty();
    }
}
