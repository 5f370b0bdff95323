package org.guildhall.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.guildhall.conversation.ChannelAccounts;
import org.guildhall.conversation.Messengers;
import org.guildhall.message.Delivery;
import org.jspecify.annotations.Nullable;

/** What other programs are told of messengers. */
final class ChannelJson {

    private ChannelJson() {}

    /** Every messenger, in the order of their names. */
    record Channels(List<Channel> channels) {
        static Channels of(List<Messengers.Messenger> messengers, List<ChannelAccounts.Known> accounts) {
            return new Channels(messengers.stream()
                    .map(messenger -> Channel.of(
                            messenger,
                            accounts.stream()
                                    .filter(known -> known.channel().equals(messenger.name())
                                            && known.account().equals(messenger.account()))
                                    .findFirst()
                                    .orElse(null)))
                    .toList());
        }
    }

    /**
     * One messenger. {@code verified} once it has proved who it is, by a handshake or a signed call; {@code windowSeconds}
     * after a citizen's last message they may be written to freely, null for ever.
     */
    record Channel(
            String name,
            boolean configured,
            @Nullable String account,
            boolean verified,
            @Nullable Instant verifiedAt,
            @Nullable Instant heardAt,
            @Nullable Instant sentAt,
            @Nullable Long windowSeconds,
            boolean testable,
            Charged chargedThisMonth) {
        static Channel of(Messengers.Messenger messenger, ChannelAccounts.@Nullable Known known) {
            return new Channel(
                    messenger.name(),
                    messenger.account() != null,
                    messenger.account(),
                    known != null && known.verifiedAt() != null,
                    known == null ? null : known.verifiedAt(),
                    known == null ? null : known.heardAt(),
                    known == null ? null : known.sentAt(),
                    messenger.window() == null ? null : messenger.window().toSeconds(),
                    messenger.testable(),
                    Charged.of(known == null ? Map.of() : known.charged()));
        }
    }

    /** How many messages a messenger charges for, altogether and by its own word for their kind; what one costs it does not say. */
    record Charged(long messages, Map<String, Long> categories) {
        static Charged of(Map<String, Long> categories) {
            return new Charged(
                    categories.values().stream().mapToLong(Long::longValue).sum(), categories);
        }
    }

    /** How a test ended: {@code sent}, {@code accepted}, {@code deferred} or {@code refused}, the last two with a reason. */
    record Tested(
            String outcome,
            @Nullable String messageId,
            @Nullable String reason) {
        static Tested of(Delivery delivery) {
            return switch (delivery) {
                case Delivery.Sent(String messageId) -> new Tested("sent", messageId, null);
                case Delivery.Accepted(String messageId) -> new Tested("accepted", messageId, null);
                case Delivery.Partly _ -> new Tested("sent", null, null);
                case Delivery.Deferred deferred -> new Tested("deferred", null, deferred.reason());
                case Delivery.Refused refused -> new Tested("refused", null, refused.reason());
            };
        }
    }
}
