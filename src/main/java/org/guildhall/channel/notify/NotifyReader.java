package org.guildhall.channel.notify;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads Notify's callbacks (https://docs.notifications.service.gov.uk/rest-api.html#callbacks): one received text, or how
 * far one message got. Receipts of e-mails and of other templates are about what others send through the same service.
 */
final class NotifyReader {

    /** Created, sending and pending say nothing that the outbox does not know. */
    private static final Map<String, Stage> STAGES = Map.of(
            "sent", Stage.SENT,
            "delivered", Stage.DELIVERED,
            "permanent-failure", Stage.FAILED,
            "temporary-failure", Stage.FAILED,
            "technical-failure", Stage.FAILED);

    /**
     * Notify could not hand the message on, and asks for another. After {@code temporary-failure} the phone's network has
     * tried for up to three days, so that an answer would come too late.
     */
    private static final String PASSING = "technical-failure";

    private final JsonMapper json = JsonMapper.builder().build();
    private final String account;
    private final String template;

    NotifyReader(String account, String template) {
        this.account = account;
        this.template = template;
    }

    /**
     * Reads one body.
     *
     * @return at most one event; none for an empty text, which somebody sent with their pocket
     * @throws UnreadableWebhook when it is not a JSON object
     */
    List<Inbound> read(byte[] body) {
        JsonNode tree = tree(body);
        if (tree.has("source_number") || tree.has("message")) {
            return said(tree);
        }
        return tree.has("status") ? receipt(tree) : List.of();
    }

    private JsonNode tree(byte[] body) {
        try {
            JsonNode tree = json.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException notJson) {
            throw new UnreadableWebhook("not JSON");
        }
        throw new UnreadableWebhook("not a JSON object");
    }

    private List<Inbound> said(JsonNode text) {
        String id = text(text, "id");
        Address from = address(text(text, "source_number"));
        if (id.isEmpty() || from.person().isEmpty() || !text.path("message").isString()) {
            return List.of(new Inbound.Unreadable(id, from, "a text without its id, its sender or its words"));
        }
        String words = text(text, "message");
        return words.isBlank()
                ? List.of()
                : List.of(new Inbound.Said(
                        id, from, new Content.Text(words), null, null, null, at(text(text, "date_received"))));
    }

    private List<Inbound> receipt(JsonNode receipt) {
        String id = text(receipt, "id");
        String status = text(receipt, "status");
        Stage stage = STAGES.get(status);
        // A receipt that names no template is told by the message's id alone.
        String used = text(receipt, "template_id");
        boolean ours =
                text(receipt, "notification_type").equals("sms") && (used.isEmpty() || used.equalsIgnoreCase(template));
        if (id.isEmpty() || stage == null || !ours) {
            return List.of();
        }
        String reason = stage == Stage.FAILED ? NotifyErrors.reason(status) : null;
        return List.of(new Inbound.Receipt(
                id + ":" + status,
                address(text(receipt, "to")),
                id,
                stage,
                reason,
                false,
                false,
                status.equals(PASSING)));
    }

    private Address address(String number) {
        String person = international(number);
        return new Address(NotifyChannel.NAME, account, person, person);
    }

    /** Notify writes a British number sometimes from 44 on and sometimes from 0 on; it is the same person. */
    private static String international(String number) {
        String digits = number.replaceAll("[\\s()+-]", "");
        return digits.matches("07[0-9]{9}") ? "44" + digits.substring(1) : digits;
    }

    private static @Nullable Instant at(String date) {
        try {
            return Instant.parse(date);
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }
}
