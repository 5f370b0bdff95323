package org.guildhall.assistant;

import java.util.List;
import java.util.Optional;
import org.guildhall.conversation.Decision;

/** Question marks, an emoji, one digit: nothing a person could answer either, so the citizen is asked for words. */
final class NothingSaid implements Step {

    /** From here on it may be a number somebody can make sense of. */
    private static final int DIGITS_OF_A_NUMBER = 3;

    private final Voice voice;

    NothingSaid(Voice voice) {
        this.voice = voice;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        String words = heard.words();
        if (words.codePoints().anyMatch(Character::isLetter)
                || words.codePoints().filter(Character::isDigit).count() >= DIGITS_OF_A_NUMBER) {
            return Optional.empty();
        }
        return Optional.of(voice.offer(
                heard,
                Outcome.UNCLEAR_NO_WORDS,
                heard.memory(),
                List.of(voice.choice(Picks.PERSON)),
                voice.sentence("unclear")));
    }
}
