package org.guildhall.channel.meta;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.message.Address;
import tools.jackson.databind.JsonNode;

/** The contract for a channel on the Messenger Platform. */
public interface PlatformContract extends MetaContract {

    @Override
    default Address somebody() {
        return new Address(channel().name(), channel().account(), "5001", "5001");
    }

    /** Its longest text is its own; the rest they share. */
    Limit longest();

    @Override
    default List<Limit> limits() {
        return List.of(
                longest(),
                new Limit(Part.OVER_CHOICES, 640, Count.UTF16, call -> text(template(call).path("text"))),
                new Limit(Part.BUTTON, 20, Count.UTF16, this::buttons),
                new Limit(Part.ROW, 20, Count.UTF16, this::rows),
                new Limit(Part.DATA, 1000, Count.UTF16, PlatformContract::payloads));
    }

    private static List<String> payloads(JsonNode call) {
        List<String> payloads = new ArrayList<>(template(call).path("buttons").findValuesAsString("payload"));
        payloads.addAll(call.path("message").path("quick_replies").findValuesAsString("payload"));
        return payloads;
    }

    private static JsonNode template(JsonNode call) {
        return call.path("message").path("attachment").path("payload");
    }

    @Override
    default List<String> buttons(JsonNode call) {
        return template(call).path("buttons").findValuesAsString("title");
    }

    @Override
    default List<String> rows(JsonNode call) {
        return call.path("message").path("quick_replies").findValuesAsString("title");
    }
}
