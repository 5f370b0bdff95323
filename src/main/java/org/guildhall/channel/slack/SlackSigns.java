package org.guildhall.channel.slack;

import java.util.HashMap;
import java.util.Map;

/** Slack's names of the signs that people put on messages most; of any other its name is shown, between colons. */
final class SlackSigns {

    private static final Map<String, String> SIGNS = signs();

    private SlackSigns() {}

    /** The sign with this name, which may say a colour of skin after two colons. */
    static String of(String name) {
        String plain = name.replaceFirst("::.*", "");
        return plain.isEmpty() ? "" : SIGNS.getOrDefault(plain, ":" + plain + ":");
    }

    private static Map<String, String> signs() {
        Map<String, String> signs = new HashMap<>();
        signs.put("+1", "👍");
        signs.put("thumbsup", "👍");
        signs.put("-1", "👎");
        signs.put("thumbsdown", "👎");
        signs.put("heart", "❤️");
        signs.put("pray", "🙏");
        signs.put("tada", "🎉");
        signs.put("clap", "👏");
        signs.put("smile", "😄");
        signs.put("joy", "😂");
        signs.put("cry", "😢");
        signs.put("angry", "😠");
        signs.put("eyes", "👀");
        signs.put("white_check_mark", "✅");
        signs.put("x", "❌");
        return Map.copyOf(signs);
    }
}
