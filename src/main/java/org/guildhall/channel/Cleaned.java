package org.guildhall.channel;

import java.util.List;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;

/**
 * What messengers say without what no database and no JSON writer can hold: U+0000, halves of surrogate pairs, and numbers
 * that are not finite. One such character would otherwise be refused at every redelivery.
 */
final class Cleaned {

    private static final char REPLACEMENT = '\uFFFD';

    private Cleaned() {}

    /** The same event, fit to be stored. */
    static Inbound of(Inbound event) {
        String id = text(event.eventId());
        Address from = address(event.from());
        return switch (event) {
            case Inbound.Said said ->
                new Inbound.Said(
                        id,
                        from,
                        content(said.content()),
                        optional(said.choice()),
                        optional(said.name()),
                        optional(said.language()),
                        said.at(),
                        optional(said.messageId()),
                        said.alias() == null ? null : address(said.alias()));
            case Inbound.Edited edited ->
                new Inbound.Edited(id, from, text(edited.messageId()), content(edited.content()));
            case Inbound.Deleted deleted -> new Inbound.Deleted(id, from, text(deleted.messageId()));
            case Inbound.Receipt receipt ->
                new Inbound.Receipt(
                        id,
                        from,
                        text(receipt.messageId()),
                        receipt.stage(),
                        optional(receipt.reason()),
                        receipt.windowClosed(),
                        receipt.blocked(),
                        receipt.passing());
            case Inbound.Charged charged -> new Inbound.Charged(id, from, text(charged.category()), charged.segments());
            case Inbound.Reacted reacted ->
                new Inbound.Reacted(id, from, text(reacted.messageId()), text(reacted.sign()));
            case Inbound.CaughtUp caughtUp -> new Inbound.CaughtUp(id, from, caughtUp.stage(), caughtUp.until());
            case Inbound.Typing typing -> new Inbound.Typing(id, from);
            case Inbound.Blocked blocked -> new Inbound.Blocked(id, from, blocked.blocked());
            case Inbound.Continued brought ->
                new Inbound.Continued(
                        id, from, text(brought.code()), optional(brought.name()), optional(brought.language()));
            case Inbound.Moved moved -> new Inbound.Moved(id, from, address(moved.to()));
            case Inbound.ClaimWanted wanted -> new Inbound.ClaimWanted(id, from, text(wanted.conversation()));
            case Inbound.CodeGiven given -> new Inbound.CodeGiven(id, from, text(given.code()));
            case Inbound.RoomHeard room -> new Inbound.RoomHeard(id, from);
            case Inbound.Unreadable unreadable -> new Inbound.Unreadable(id, from, text(unreadable.reason()));
        };
    }

    /** The same result of sending: a messenger's id or reason that cannot be written down would be a result lost. */
    static Delivery of(Delivery delivery) {
        return switch (delivery) {
            case Delivery.WentOut message -> wentOut(message);
            case Delivery.Partly partly ->
                new Delivery.Partly(wentOut(partly.message()), partly.next(), partly.windowClosed());
            case Delivery.Deferred deferred ->
                new Delivery.Deferred(deferred.retryAfter(), text(deferred.reason()), deferred.uncertain());
            case Delivery.Refused refused -> new Delivery.Refused(text(refused.reason()), refused.blocked());
        };
    }

    private static Delivery.WentOut wentOut(Delivery.WentOut message) {
        return switch (message) {
            case Delivery.Sent(String messageId) -> new Delivery.Sent(optional(messageId));
            case Delivery.Accepted(String messageId) -> new Delivery.Accepted(optional(messageId));
        };
    }

    private static Address address(Address address) {
        return new Address(
                text(address.channel()), text(address.account()), text(address.person()), text(address.replyTo()));
    }

    private static Content content(Content content) {
        return switch (content) {
            case Content.Text said -> new Content.Text(text(said.text()));
            case Content.Choices choices -> new Content.Choices(text(choices.text()), options(choices.options()));
            case Content.Media media ->
                new Content.Media(
                        media.kind(),
                        handle(media.handle()),
                        text(media.text()),
                        optional(media.fileName()),
                        optional(media.mediaType()),
                        media.size());
            case Content.Location place -> place(place);
            case Content.PlaceWanted wanted -> new Content.PlaceWanted(text(wanted.text()));
            case Content.Contact card -> new Content.Contact(optional(card.name()), optional(card.phone()));
        };
    }

    private static List<Choice> options(List<Choice> options) {
        return options.stream()
                .map(option -> new Choice(text(option.id()), text(option.title())))
                .toList();
    }

    private static @Nullable Handle handle(@Nullable Handle handle) {
        return handle == null ? null : new Handle(text(handle.channel()), text(handle.id()));
    }

    private static Content place(Content.Location place) {
        if (!Double.isFinite(place.latitude()) || !Double.isFinite(place.longitude())) {
            return new Content.Text(text(place.text()));
        }
        return new Content.Location(
                place.latitude(), place.longitude(), optional(place.title()), optional(place.address()));
    }

    private static @Nullable String optional(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** Nothing is copied when nothing is wrong, which is nearly always. */
    private static String text(String text) {
        if (text.codePoints().noneMatch(Cleaned::unfit)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point != 0)
                .map(point -> unfit(point) ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean unfit(int point) {
        return point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
