package org.guildhall.assistant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;

/**
 * A photo, voice note, file, place, contact or sticker and no words with it: it is kept, and the citizen is asked what
 * it is about. Who sends another one instead of words gets a person. To who only names us elsewhere nothing is said.
 */
final class WithoutWords implements Step {

    /** The pictures of an album arrive one by one; one thank-you is enough for all of them. */
    private static final Duration ALBUM = Duration.ofSeconds(30);

    private final Voice voice;
    private final Handovers handovers;

    WithoutWords(Voice voice, Handovers handovers) {
        this.voice = voice;
        this.handovers = handovers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        Content content = heard.message().content();
        if (!heard.words().isEmpty() || content instanceof Content.Text || content instanceof Content.Choices) {
            return Optional.empty();
        }
        if (mention(content)) {
            return Optional.of(voice.silence(heard, Outcome.SILENT_MENTION, heard.memory()));
        }
        return Optional.of(playful(content) ? playful(heard) : kept(heard, content));
    }

    private Decision playful(Heard heard) {
        return heard.waiting()
                ? voice.silence(heard, Outcome.KEPT_STICKER, heard.memory())
                : voice.say(heard, Outcome.KEPT_STICKER, heard.memory(), voice.sentence("kept.sticker"));
    }

    private Decision kept(Heard heard, Content content) {
        if (ofAnAlbum(heard)) {
            return voice.silence(heard, Outcome.KEPT_MEDIA, heard.memory());
        }
        String thanks = voice.sentence("kept." + name(content));
        if (heard.waiting()) {
            return voice.say(heard, Outcome.KEPT_MEDIA, heard.memory(), thanks, voice.place(heard));
        }
        Memory memory = heard.memory().missed(heard.memory().misses() + 1);
        if (memory.misses() >= Handovers.MISSES_BEFORE_A_PERSON) {
            String team = handovers.teamOf(heard.memory().lastArticle());
            return handovers.to(team, heard, Outcome.HANDED_OVER_MISSES, "handover.kept");
        }
        return voice.offer(
                heard,
                Outcome.KEPT_MEDIA,
                memory,
                List.of(voice.choice(Picks.PERSON)),
                thanks,
                voice.sentence("kept.ask"));
    }

    private static boolean ofAnAlbum(Heard heard) {
        return heard.turn().before().reversed().stream()
                .filter(message -> message.sender() == Sender.CITIZEN)
                .findFirst()
                .filter(last -> file(last) && file(heard.message()))
                .filter(last ->
                        Duration.between(last.at(), heard.message().at()).compareTo(ALBUM) <= 0)
                .isPresent();
    }

    private static boolean file(Message message) {
        return message.content() instanceof Content.Media media && !playful(media) && !mention(media);
    }

    /** Who tells others about us has not asked us anything, and is not asked back. */
    private static boolean mention(Content content) {
        return content instanceof Content.Media media && media.kind() == MediaKind.MENTION;
    }

    private static boolean playful(Content content) {
        return content instanceof Content.Media media
                && (media.kind() == MediaKind.STICKER || media.kind() == MediaKind.ANIMATION);
    }

    private static String name(Content content) {
        return switch (content) {
            case Content.Location place -> "place";
            case Content.Contact contact -> "contact";
            case Content.Media media ->
                switch (media.kind()) {
                    case PHOTO -> "photo";
                    case VIDEO -> "video";
                    case VOICE, AUDIO -> "voice";
                    case STICKER, ANIMATION, DOCUMENT, OTHER, MENTION -> "file";
                };
            case Content.Text text -> "file";
            case Content.Choices choices -> "file";
            case Content.PlaceWanted wanted -> "file";
        };
    }
}
