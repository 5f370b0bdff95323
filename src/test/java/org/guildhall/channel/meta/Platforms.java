package org.guildhall.channel.meta;

import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Measure;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Outbound;
import org.guildhall.platform.FetcherFixture;

/** Two messengers that do not exist, the sizes of Messenger and Instagram. */
final class Platforms {

    static final MessengerPlatform LARGE = new MessengerPlatform("large", "Large", "page", 2000, Measure.UTF16, true);
    static final MessengerPlatform SMALL =
            new MessengerPlatform("small", "Small", "instagram", 1000, Measure.UTF8, false);
    static final Address ANN = new Address("large", "104700001", "5001", "5001");

    private Platforms() {}

    static PlatformChannel channel(MessengerPlatform platform, URI api) {
        PlatformChannel.Account account =
                new PlatformChannel.Account("104700001", MetaCalls.DOOR, api, Set.of("*.fbcdn.net"), 300);
        JsonCaller caller = new JsonCaller(platform.name(), api, () -> "Bearer " + MetaCalls.TOKEN);
        return new PlatformChannel(platform, account, caller, FetcherFixture.fetcher());
    }

    static Outbound outbound(Content content) {
        return new Outbound(UUID.randomUUID(), ANN, content, null);
    }

    static Outbound byStaff(String words) {
        return new Outbound(UUID.randomUUID(), ANN, new Content.Text(words), null, Outbound.Speaker.STAFF);
    }
}
