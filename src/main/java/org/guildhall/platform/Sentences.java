package org.guildhall.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sentences people see, from one message file. Gaps have names, {@code {place}}, so that a translator may move
 * them; an apostrophe is an apostrophe.
 */
public final class Sentences {

    private static final Pattern GAP = Pattern.compile("\\{([\\w-]+)}");

    private final ResourceBundle bundle;

    private Sentences(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * Opens a message file.
     *
     * @param name below the class path and without {@code .properties}, for instance {@code messages/hours}
     * @throws java.util.MissingResourceException when there is none
     */
    public static Sentences in(String name) {
        return new Sentences(ResourceBundle.getBundle(name, Locale.ROOT, Sentences.class.getClassLoader()));
    }

    /**
     * Opens a message file in a language: {@code assistant_pl} for {@code pl}, with English for what it does not say.
     *
     * @param language BCP 47; without a file of its own it is English
     * @throws java.util.MissingResourceException when there is no such file in English either
     */
    public static Sentences in(String name, String language) {
        // Without this, the machine's own language would come before English.
        ResourceBundle.Control control =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return new Sentences(ResourceBundle.getBundle(
                name, Locale.forLanguageTag(language), Sentences.class.getClassLoader(), control));
    }

    /** A sentence without gaps. */
    public String say(String key) {
        return say(key, Map.of());
    }

    /**
     * A sentence with its gaps filled. Give it approved values only, never what a citizen wrote.
     *
     * @param gaps a value for each gap; more than needed does no harm
     * @throws java.util.MissingResourceException when there is no such sentence
     * @throws IllegalArgumentException when a gap has no value
     */
    public String say(String key, Map<String, ?> gaps) {
        return GAP.matcher(bundle.getString(key)).replaceAll(gap -> filled(key, gap.group(1), gaps));
    }

    /** A sentence with its gaps as they are, for a script that fills them. */
    public String withGaps(String key) {
        return bundle.getString(key);
    }

    /** A line that is a list, its parts between commas, in lower case. */
    public List<String> list(String key) {
        return Stream.of(bundle.getString(key).split(","))
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Every key of the file. */
    public Set<String> keys() {
        return bundle.keySet();
    }

    private static String filled(String key, String gap, Map<String, ?> gaps) {
        Object value = gaps.get(gap);
        if (value == null) {
            throw new IllegalArgumentException("The sentence " + key + " needs a value for {" + gap + "}");
        }
        return Matcher.quoteReplacement(value.toString());
    }
}
