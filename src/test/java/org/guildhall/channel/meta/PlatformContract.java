package org.guildhall.channel.meta;

import java.util.List;
import org.guildhall.message.Address;
import tools.jackson.databind.JsonNode;

/** The contract for a channel on the Messenger Platform. */
public interface PlatformContract extends MetaContract {

    @Override
    default Address somebody() {
        return new Address(channel().name(), channel().account(), "5001", "5001");
    }

    @Override
    default List<String> buttons(JsonNode call) {
        return call.path("message")
                .path("attachment")
                .path("payload")
                .path("buttons")
                .findValuesAsString("title");
    }

    @Override
    default List<String> rows(JsonNode call) {
        return call.path("message").path("quick_replies").findValuesAsString("title");
    }
}
