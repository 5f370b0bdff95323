package org.guildhall.assistant;

import java.util.List;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Floor;

/** A member of staff is talking with the citizen: the assistant keeps quiet. */
final class StaffHasTheFloor implements Step {

    private final Voice voice;

    StaffHasTheFloor(Voice voice) {
        this.voice = voice;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        // What was offered before a person took over is off the table: "2" is now said to them.
        return heard.turn().floor() == Floor.STAFF
                ? Optional.of(voice.silence(
                        heard, Outcome.SILENT_STAFF, heard.memory().offering(List.of())))
                : Optional.empty();
    }
}
