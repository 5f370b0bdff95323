package org.guildhall.channel.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether something said in a group is meant for the bot: its name stands in it, or it answers what the bot said. */
final class Mention {

    private Mention() {}

    /**
     * Whether it is.
     *
     * @param message as it came
     * @param account the bot's id
     * @param username the bot's name without the sign; empty while nobody has told us, and then it is not heard by it
     */
    static boolean in(JsonNode message, String account, String username) {
        return answers(message.path("reply_to_message"), account)
                || !username.isEmpty()
                        && Stream.of(List.of("text", "entities"), List.of("caption", "caption_entities"))
                                .anyMatch(words ->
                                        in(message.path(words.get(0)).asText(), message.path(words.get(1)), username));
    }

    /** In a topic all that answers nothing else answers the message that opened it, whoever that is from. */
    private static boolean answers(JsonNode said, String account) {
        return !said.has("forum_topic_created")
                && said.path("from").path("id").asText().equals(account);
    }

    private static boolean in(String text, JsonNode entities, String username) {
        return StreamSupport.stream(entities.spliterator(), false).anyMatch(entity -> {
            String type = entity.path("type").asText();
            String marked = marked(
                    text, entity.path("offset").asInt(-1), entity.path("length").asInt(0));
            return switch (type) {
                case "mention" -> marked.equalsIgnoreCase("@" + username);
                // A command for one of several bots: https://core.telegram.org/bots/features#commands
                case "bot_command" ->
                    marked.regionMatches(
                            true, marked.length() - username.length() - 1, "@" + username, 0, username.length() + 1);
                default -> false;
            };
        });
    }

    /** Offsets are in UTF-16, as Java's are: https://core.telegram.org/bots/api#messageentity */
    private static String marked(String text, int offset, int length) {
        return offset < 0 || length < 0 || offset > text.length() - length
                ? ""
                : text.substring(offset, offset + length);
    }

    /** The words without the bot's name. */
    static String without(String text, String username) {
        return username.isEmpty()
                ? text
                : Pattern.compile("@" + Pattern.quote(username) + "(?![A-Za-z0-9_])", Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .replaceAll("")
                        .replaceAll("  +", " ")
                        .strip();
    }
}
