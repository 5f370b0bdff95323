package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.Locale;
import java.util.Map;
import org.guildhall.conversation.DeadLetter;
import org.guildhall.conversation.Replay;
import org.guildhall.conversation.Undelivered;

/** What went wrong, in plain words. */
final class Mishap {

    private Mishap() {}

    static String of(DeadLetter letter) {
        return WORDS.say("letter." + word(letter.kind()), Map.of("channel", Spoken.messenger(letter.channel())));
    }

    static String of(Undelivered message) {
        return WORDS.say("undelivered." + word(message.trouble()));
    }

    static String of(Replay.Why why) {
        return WORDS.say("replay." + word(why));
    }

    static String standing(DeadLetter letter) {
        DeadLetter.Outcome outcome = letter.outcome();
        if (outcome != null) {
            return WORDS.say("letter." + word(outcome));
        }
        if (letter.state() == DeadLetter.State.WAITING && letter.failures() > 0) {
            return WORDS.say(
                    letter.failures() == 1 ? "letter.failed" : "letter.failed-again",
                    Map.of("times", letter.failures()));
        }
        return WORDS.say("letter." + word(letter.state()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
