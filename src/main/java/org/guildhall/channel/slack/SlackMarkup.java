package org.guildhall.channel.slack;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.guildhall.channel.Run;
import org.guildhall.channel.SignRuns;

/**
 * Slack's markup, in which a link is {@code <address|words>}, a telephone has its number beside it, as Slack has no link to one,
 * and three signs are written as entities: https://docs.slack.dev/messaging/formatting-message-text
 */
final class SlackMarkup implements SignRuns.Dialect {

    /** What would end an address between angle brackets, or be read as an entity. */
    private static final Pattern ADDRESS_SIGNS = Pattern.compile("[<>|&\\s]");

    /** UTF-16 units; nothing a council links to is as long, and a message must have room for words. */
    private static final int LONGEST_ADDRESS = 500;

    private static final SignRuns SIGNS = new SignRuns(new SlackMarkup());

    private SlackMarkup() {}

    /** What Slack is given to show these runs. */
    static String of(List<Run> runs) {
        return SIGNS.of(runs);
    }

    @Override
    public String beside(String href) {
        boolean telephone = href.toLowerCase(Locale.ROOT).startsWith("tel:") && href.length() <= LONGEST_ADDRESS;
        return telephone ? href.substring(href.indexOf(':') + 1).replaceFirst("\\?.*", "") : "";
    }

    @Override
    public String opening(String href) {
        boolean shown = beside(href).isEmpty() && href.length() <= LONGEST_ADDRESS;
        return shown ? "<" + ADDRESS_SIGNS.matcher(href).replaceAll(sign -> encoded(sign.group())) + "|" : "";
    }

    private static String encoded(String sign) {
        return switch (sign) {
            case "<" -> "%3C";
            case ">" -> "%3E";
            case "|" -> "%7C";
            case "&" -> "&amp;";
            default -> "%20";
        };
    }

    @Override
    public String closing() {
        return ">";
    }

    /** https://docs.slack.dev/messaging/formatting-message-text#escaping */
    @Override
    public String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
