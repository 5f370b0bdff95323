package org.guildhall.channel.slack;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody wrote, as they see it: Slack puts people, channels and links between angle brackets and writes three signs
 * as entities (https://docs.slack.dev/messaging/formatting-message-text).
 */
final class SlackWords {

    private static final Pattern BETWEEN_BRACKETS = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");

    private SlackWords() {}

    /**
     * The words.
     *
     * @param ours how we are named there; our name is nothing that somebody says to us
     */
    static String of(String text, Set<String> ours) {
        String written =
                BETWEEN_BRACKETS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(said(found, ours)));
        return written.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }

    /** Whether one of these is named. */
    static boolean names(String text, Set<String> ours) {
        return BETWEEN_BRACKETS.matcher(text).results().anyMatch(found -> ours(found.group(1), ours));
    }

    private static boolean ours(String inside, Set<String> ours) {
        return inside.startsWith("@") && ours.contains(inside.substring(1));
    }

    private static String said(MatchResult found, Set<String> ours) {
        String inside = found.group(1);
        String label = found.group(2) == null ? "" : found.group(2);
        if (ours(inside, ours)) {
            return "";
        }
        if (inside.isEmpty()) {
            return label;
        }
        return switch (inside.charAt(0)) {
            case '@' -> "@" + (label.isEmpty() ? inside.substring(1) : label);
            case '#' -> "#" + (label.isEmpty() ? inside.substring(1) : label);
            case '!' -> label.isEmpty() ? "@" + inside.substring(1) : label;
            default -> link(inside, label);
        };
    }

    private static String link(String address, String label) {
        String shown = address.replaceFirst("^(mailto|tel):", "");
        boolean same = label.isEmpty()
                || label.equals(shown)
                || shown.replaceFirst("^https?://", "").equals(label);
        return same ? shown : label + " (" + shown + ")";
    }
}
