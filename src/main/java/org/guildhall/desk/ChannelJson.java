package org.guildhall.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.conversation.ChannelAccounts;
import org.guildhall.conversation.Messengers;
import org.guildhall.message.Delivery;
import org.jspecify.annotations.Nullable;

/** What other programs are told of messengers. */
final class ChannelJson {

    private ChannelJson() {}

    /** Every messenger, in the order of their names. */
    record Channels(List<Channel> channels) {
        static Channels of(List<Messengers.Messenger> messengers, List<ChannelAccounts.Known> known) {
            return new Channels(messengers.stream()
                    .map(messenger -> Channel.of(messenger, known))
                    .toList());
        }
    }

    /**
     * One messenger, all its accounts together. {@code verified} once it has proved who it is, by a handshake or a signed
     * call; {@code windowSeconds} after a citizen's last message they may be written to freely, null for ever, and where accounts
     * differ the shortest.
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
            Charged chargedThisMonth,
            List<Account> accounts) {
        static Channel of(Messengers.Messenger messenger, List<ChannelAccounts.Known> known) {
            List<Account> accounts = messenger.accounts().stream()
                    .map(account -> Account.of(
                            account,
                            messenger.windows().get(account),
                            known.stream()
                                    .filter(one -> one.channel().equals(messenger.name())
                                            && one.account().equals(account))
                                    .findFirst()
                                    .orElse(null)))
                    .toList();
            Account all = accounts.stream().reduce(Account::and).orElseGet(() -> Account.of("", null, null));
            return new Channel(
                    messenger.name(),
                    messenger.account() != null,
                    messenger.account(),
                    all.verified(),
                    all.verifiedAt(),
                    all.heardAt(),
                    all.sentAt(),
                    all.windowSeconds(),
                    messenger.testable(),
                    all.chargedThisMonth(),
                    accounts);
        }
    }

    /** One of our sides of a messenger: where it has several, one may be silent while the others are well. */
    record Account(
            String account,
            boolean verified,
            @Nullable Instant verifiedAt,
            @Nullable Instant heardAt,
            @Nullable Instant sentAt,
            Charged chargedThisMonth,
            @Nullable Long windowSeconds) {
        static Account of(String account, @Nullable Duration window, ChannelAccounts.@Nullable Known known) {
            return new Account(
                    account,
                    known != null && known.verifiedAt() != null,
                    known == null ? null : known.verifiedAt(),
                    known == null ? null : known.heardAt(),
                    known == null ? null : known.sentAt(),
                    known == null ? Charged.NOTHING : Charged.of(known.charged(), known.segments()),
                    window == null ? null : window.toSeconds());
        }

        /** Both together: since when the first was verified, when the last heard and sent something, the shorter window. */
        Account and(Account other) {
            return new Account(
                    account,
                    verified || other.verified,
                    earlier(verifiedAt, other.verifiedAt),
                    later(heardAt, other.heardAt),
                    later(sentAt, other.sentAt),
                    chargedThisMonth.and(other.chargedThisMonth),
                    shorter(windowSeconds, other.windowSeconds));
        }

        private static @Nullable Long shorter(@Nullable Long one, @Nullable Long other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return Math.min(one, other);
        }

        private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isBefore(other) ? one : other;
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isAfter(other) ? one : other;
        }
    }

    /**
     * How many messages a messenger charges for, altogether and by its own word for their kind; what one costs it does not
     * say. Texts are paid for by the segment, of which {@code segments} says how many they were.
     */
    record Charged(long messages, Map<String, Long> categories, long segments) {
        static final Charged NOTHING = of(Map.of(), 0);

        static Charged of(Map<String, Long> categories, long segments) {
            return new Charged(
                    categories.values().stream().mapToLong(Long::longValue).sum(), categories, segments);
        }

        Charged and(Charged other) {
            Map<String, Long> both = new TreeMap<>(categories);
            other.categories.forEach((category, count) -> both.merge(category, count, Long::sum));
            return of(both, segments + other.segments);
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
