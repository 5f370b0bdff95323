package org.guildhall.desk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.conversation.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * What fills the gaps of a canned reply in one conversation: {@code {name}}, {@code {reference}}, {@code {me}}, and {@code
 * [[article-id]]} for the title and the address of an article. They are filled when it goes into the reply box, so that
 * whoever sends it sees what goes out. What has nothing to fill it stays as it is and is seen, except for the name: then
 * the greeting goes without.
 *
 * @param name what the citizen calls themself; empty when nobody knows
 * @param reference what the citizen may quote, or null before there is one
 * @param me the name of whoever answers
 */
record Gaps(String name, @Nullable String reference, String me) {

    private static final Pattern GAP =
            Pattern.compile("\\{(name|reference|me)}|\\[\\[([A-Za-z0-9][A-Za-z0-9_-]{0,99})]]");
    private static final Pattern NAMELESS = Pattern.compile("^\\{name}[,:]?[ \\t]*|[ \\t]*\\{name}", Pattern.MULTILINE);

    /** A name could turn the text around it. */
    private static final Pattern TURNS_TEXT =
            Pattern.compile("[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{200E}\\x{200F}\\x{061C}]");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Nobody is greeted by more. */
    private static final int LONGEST_NAME = 60;

    static Gaps of(Transcript all, StaffMember me) {
        return new Gaps(greetable(all.citizen()), all.summary().reference(), me.fullName());
    }

    private static String greetable(@Nullable String called) {
        String line = BLANKS.matcher(
                        TURNS_TEXT.matcher(WrittenText.clean(called)).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return line.length() > LONGEST_NAME ? "" : line;
    }

    /**
     * The text with its gaps filled, in one go: what fills one gap is not looked through for others.
     *
     * @param link the title and the address of an article; empty when it is not there any more
     */
    String fill(String text, Function<String, Optional<String>> link) {
        String greeting = name.isEmpty() ? NAMELESS.matcher(text).replaceAll("") : text;
        return GAP.matcher(greeting).replaceAll(gap -> Matcher.quoteReplacement(filled(gap, link)));
    }

    private String filled(MatchResult gap, Function<String, Optional<String>> link) {
        String word = gap.group(1);
        if (word == null) {
            return link.apply(gap.group(2)).orElse(gap.group());
        }
        return switch (word) {
            case "name" -> name;
            case "me" -> me;
            default -> reference == null ? gap.group() : reference;
        };
    }

    /** The ids of the articles that a text links to. */
    static List<String> links(String text) {
        return GAP.matcher(text)
                .results()
                .filter(gap -> gap.group(2) != null)
                .map(gap -> gap.group(2))
                .toList();
    }
}
