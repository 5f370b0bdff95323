package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.conversation.DeliveryState;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Transcript;
import org.guildhall.conversation.Undelivered;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/**
 * One message on the conversation page. All of it is shown escaped.
 *
 * @param side {@code citizen}, {@code assistant}, {@code staff} or {@code system}
 * @param what what it is when it is not text, or null
 * @param words what was said; empty when it has no words
 * @param map where the place it names is shown on a map, or null
 * @param files what came with it
 * @param article what it quotes, or null
 * @param choices what was offered
 * @param delivery how far it got, or null
 * @param mishap why it did not arrive for sure, in a sentence, or null
 * @param detail the messenger's own word for that, made visible, or null
 * @param trouble whether somebody should look at how far it got
 * @param why where it says why the assistant did what it did then, or null when it decided nothing here
 * @param reaction the sign that the citizen put on it, made visible, or null
 * @param channel on which it was said, where one page shows several conversations; else null
 * @param chose what the citizen chose by it, where its words do not say so, made visible, or null
 * @param keep where it is kept as the draft of an article, or null where it is none of a colleague's own words
 */
record LineView(
        UUID conversation,
        int seq,
        String side,
        String who,
        String at,
        String iso,
        @Nullable String what,
        String words,
        @Nullable String map,
        List<FileView> files,
        @Nullable ArticleView article,
        List<String> choices,
        @Nullable String delivery,
        @Nullable String mishap,
        @Nullable String detail,
        boolean trouble,
        @Nullable String why,
        @Nullable String reaction,
        @Nullable String channel,
        @Nullable String chose,
        @Nullable String keep) {

    /** An article a message quotes. */
    record ArticleView(String title, int version, String path) {}

    static LineView of(Message said, Transcript all, ZoneId zone) {
        return of(said, all, zone, null);
    }

    /** One of several conversations on a page. */
    static LineView of(Message said, Transcript all, ZoneId zone, @Nullable String channel) {
        Undelivered undelivered = all.undelivered(said.seq());
        String reaction = all.reactions().get(said.seq());
        DeliveryState delivery = said.delivery();
        return new LineView(
                said.conversation(),
                said.seq(),
                said.sender().name().toLowerCase(Locale.ROOT),
                who(said),
                at(said, zone),
                said.at().toString(),
                what(said.content()),
                ShownText.forPage(said),
                map(said.content()),
                all.attachments(said).stream()
                        .map(file -> said.sender() == Sender.STAFF
                                ? FileView.ours(said.conversation(), file)
                                : FileView.of(said.conversation(), file))
                        .toList(),
                article(said),
                choices(said.content()),
                delivery == null ? null : Spoken.word("delivery", delivery),
                undelivered == null ? null : Mishap.of(undelivered),
                undelivered == null || undelivered.detail() == null ? null : ShownText.visible(undelivered.detail()),
                delivery == DeliveryState.FAILED || delivery == DeliveryState.UNCERTAIN,
                all.decided().contains(said.seq()) ? path(said, "why") : null,
                reaction == null ? null : ShownText.visible(reaction),
                channel,
                chose(said, all),
                said.sender() == Sender.STAFF
                                && said.article() == null
                                && !said.text().isBlank()
                        ? path(said, "article")
                        : null);
    }

    /** Who answers "2" means a title that nobody should have to count for. */
    private static @Nullable String chose(Message said, Transcript all) {
        String choice = said.choice();
        if (choice == null) {
            return null;
        }
        return all.messages().stream()
                .filter(before -> before.seq() < said.seq())
                .flatMap(before -> before.content() instanceof Content.Choices offer
                        ? offer.options().stream()
                        : Stream.<Choice>empty())
                .filter(option -> option.id().equals(choice) && !option.title().equals(said.text()))
                .map(option -> ShownText.visible(option.title()))
                .reduce((before, last) -> last)
                .orElse(null);
    }

    private static String path(Message said, String what) {
        return "/desk/conversations/" + said.conversation() + "/messages/" + said.seq() + "/" + what;
    }

    private static String who(Message said) {
        String name = said.senderName();
        return said.sender() == Sender.STAFF && name != null ? name : Spoken.word("sender", said.sender());
    }

    private static String at(Message said, ZoneId zone) {
        String at = Spoken.at(said.at(), zone);
        return said.edited() ? WORDS.say("message.edited", Map.of("at", at)) : at;
    }

    /** What it is when it is not text, or null. */
    static @Nullable String what(Content content) {
        return switch (content) {
            // A button of a messenger carries no words when its choice is no longer there.
            case Content.Text text -> text.text().isBlank() ? WORDS.say("content.nothing") : null;
            case Content.Choices _ -> null;
            case Content.PlaceWanted _ -> WORDS.say("content.place-wanted");
            case Content.Media media -> file(media);
            case Content.Location place -> WORDS.say("content.location", Map.of("degrees", ShownText.degrees(place)));
            case Content.Contact card -> WORDS.say("content.contact") + phone(card);
        };
    }

    private static String file(Content.Media media) {
        String kind = Spoken.word("content", media.kind());
        String name = media.fileName() == null ? "" : ": " + ShownText.visible(media.fileName());
        return kind + name;
    }

    private static String phone(Content.Contact card) {
        return card.phone() == null ? "" : ": " + ShownText.visible(card.phone());
    }

    private static @Nullable String map(Content content) {
        return content instanceof Content.Location place ? place.map() : null;
    }

    private static @Nullable ArticleView article(Message said) {
        var quoted = said.article();
        return quoted == null ? null : new ArticleView(quoted.title(), quoted.version(), "/help/" + quoted.article());
    }

    /** What it offers. */
    static List<String> choices(Content content) {
        return content instanceof Content.Choices offered
                ? offered.options().stream().map(Choice::title).toList()
                : List.of();
    }
}
