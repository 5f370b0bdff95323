package org.guildhall.channel.telegram;

import java.util.Map;
import java.util.Optional;
import org.guildhall.message.Content;
import org.guildhall.message.Outbound;
import org.jspecify.annotations.Nullable;

/**
 * A place or a person's number that we send as Telegram's own card, which a tap opens or keeps:
 * https://core.telegram.org/bots/api#sendvenue
 *
 * @param call shows it, without a chat
 * @param words whether what the content says stands on it
 */
record TelegramCard(BotMethods.Call call, boolean words) {

    /** The card of this content; empty when it has none. */
    static Optional<TelegramCard> of(Content content) {
        return switch (content) {
            case Content.Location place -> Optional.of(place(place));
            case Content.Contact person -> person(person);
            case Content.Text _, Content.Choices _, Content.Media _, Content.PlaceWanted _ -> Optional.empty();
        };
    }

    /** What has to be said beside it: where it is from, and what does not stand on the card. */
    Outbound besides(Outbound reply) {
        return words
                ? new Outbound(reply.id(), reply.to(), new Content.Text(""), reply.source(), reply.speaker(), reply.placeAsked())
                : reply;
    }

    /** A venue has to have a title and an address; any other place is a pin without words. */
    private static TelegramCard place(Content.Location place) {
        String title = place.title();
        String address = place.address();
        if (given(title) && given(address)) {
            return new TelegramCard(
                    new BotMethods.Call(
                            "sendVenue",
                            Map.of(
                                    "latitude", place.latitude(),
                                    "longitude", place.longitude(),
                                    "title", String.valueOf(title),
                                    "address", String.valueOf(address))),
                    true);
        }
        return new TelegramCard(
                new BotMethods.Call(
                        "sendLocation", Map.of("latitude", place.latitude(), "longitude", place.longitude())),
                false);
    }

    /** Without a number it is no card; without a name the number stands for it, as Telegram wants one. */
    private static Optional<TelegramCard> person(Content.Contact person) {
        String phone = String.valueOf(person.phone());
        String name = given(person.name()) ? String.valueOf(person.name()) : phone;
        return given(person.phone())
                ? Optional.of(new TelegramCard(
                        new BotMethods.Call("sendContact", Map.of("phone_number", phone, "first_name", name)), true))
                : Optional.empty();
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
