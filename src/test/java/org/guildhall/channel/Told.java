package org.guildhall.channel;

import org.guildhall.message.Inbound;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was read out of a call, as it stands in a file {@code expected.json}: first the kind with the event's id, then its other
 * parts under their names in {@link Inbound}, for instance <code>{"deleted": "m9", "from": "5001", "messageId": "m7"}</code>.
 * An address is the person's name there, {@code via} where they are answered when that is another, {@code at} the account when
 * that is not our first. What is null, false or 0 is left out.
 */
final class Told {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Told() {}

    /** One event that this channel read. */
    static ObjectNode of(Inbound event, Channel channel) {
        ObjectNode told = JSON.createObjectNode().put(kind(event), event.eventId());
        ObjectNode parts = JSON.valueToTree(event);
        parts.properties().forEach(part -> {
            String name = part.getKey();
            JsonNode value = part.getValue();
            if (value.has("replyTo")) {
                told.put(name, address(value, channel));
            } else if (!name.equals("eventId") && !told.has(name) && !leftOut(value)) {
                told.set(name, value);
            }
        });
        return told;
    }

    private static String kind(Inbound event) {
        if (event instanceof Inbound.Blocked change && !change.blocked()) {
            return "unblocked";
        }
        String name = event.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String address(JsonNode address, Channel channel) {
        String person = address.path("person").stringValue();
        String replyTo = address.path("replyTo").stringValue();
        String account = address.path("account").stringValue();
        return person
                + (replyTo.equals(person) ? "" : " via " + replyTo)
                + (account.equals(channel.account()) ? "" : " at " + account);
    }

    private static boolean leftOut(JsonNode value) {
        return value.isNull() || value.isBoolean() && !value.booleanValue() || value.isInt() && value.intValue() == 0;
    }
}
