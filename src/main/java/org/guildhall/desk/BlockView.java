package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Block;
import org.guildhall.conversation.Block.State;
import org.jspecify.annotations.Nullable;

/**
 * A block on a page, in words. All of it is shown escaped.
 *
 * @param who what the person is called, made visible
 * @param path of the conversation where it was asked for, or null when that is gone
 * @param title of that conversation
 * @param reason in words
 * @param note what whoever asked wrote, made visible; may be empty
 * @param standing how it stands, in a sentence
 * @param asked who asked and when
 * @param decided who decided and when, or null while nobody has
 * @param looked who looked again and when, or null while nobody has
 * @param days how long it is to last
 * @param state {@code asked}, {@code active}, {@code over}, {@code refused} or {@code lifted}
 * @param due whether somebody should look now
 */
record BlockView(
        UUID id,
        String who,
        @Nullable String path,
        String title,
        String channel,
        String reason,
        String note,
        String standing,
        String asked,
        @Nullable String decided,
        @Nullable String looked,
        int days,
        String state,
        boolean due) {

    static BlockView of(Block block, ZoneId zone) {
        String reference = block.reference();
        String citizen = block.citizen();
        String channel = block.channel();
        return new BlockView(
                block.id(),
                citizen == null ? WORDS.say("block.nameless") : ShownText.visible(citizen),
                block.conversation() == null ? null : "/desk/conversations/" + block.conversation(),
                reference == null ? WORDS.say("conversation.untitled") : reference,
                channel == null ? "" : Spoken.messenger(channel),
                reason(block),
                ShownText.visible(block.note()),
                standing(block, zone),
                at("block.asked", block.askedBy().name(), block.askedAt(), zone),
                decided(block, zone),
                looked(block, zone),
                block.days(),
                Spoken.slug(block.state()),
                block.due());
    }

    /** How it stands, in a sentence; for a conversation's page too. */
    static String standing(Block block, ZoneId zone) {
        Instant endsAt = block.endsAt();
        Instant reviewAt = block.reviewAt();
        Map<String, Object> gaps = Map.of(
                "ends", endsAt == null ? "" : Spoken.at(endsAt, zone),
                "review", reviewAt == null ? "" : Spoken.at(reviewAt, zone),
                "name", block.endedBy() == null ? "" : block.endedBy());
        String key = block.state() == State.ACTIVE && block.due() ? "block.standing.review" : key(block.state());
        return WORDS.say(key, gaps);
    }

    private static String key(State state) {
        return "block.standing." + Spoken.slug(state);
    }

    private static String reason(Block block) {
        String key = "block.reason." + block.reason();
        return WORDS.keys().contains(key) ? WORDS.say(key) : block.reason();
    }

    private static @Nullable String decided(Block block, ZoneId zone) {
        String name = block.decidedBy();
        Instant at = block.decidedAt();
        if (name == null || at == null) {
            return null;
        }
        return at(block.state() == State.REFUSED ? "block.refused" : "block.decided", name, at, zone);
    }

    private static @Nullable String looked(Block block, ZoneId zone) {
        String name = block.reviewedBy();
        Instant at = block.reviewedAt();
        return name == null || at == null ? null : at("block.looked", name, at, zone);
    }

    private static String at(String key, String name, Instant at, ZoneId zone) {
        return WORDS.say(key, Map.of("name", name, "at", Spoken.at(at, zone)));
    }
}
