package org.guildhall.assistant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guildhall.conversation.Decision;
import org.guildhall.hours.OpeningHours;
import org.guildhall.knowledge.Answers;
import org.guildhall.platform.Council;
import org.guildhall.platform.Sentences;

/**
 * The citizen writes in another language: an article in it is quoted, and where there is none, they are told so in their
 * own words and offered a person. English words in such a conversation are answered in English.
 */
final class OtherLanguage implements Step {

    /** The ten commonest of England and Wales after English (Census 2021), and Welsh; each has a message file. */
    static final Set<String> SPOKEN = Set.of("ar", "bn", "cy", "es", "gu", "it", "pa", "pl", "pt", "ro", "ur");

    private final Map<String, Speaker> speakers = new HashMap<>();

    OtherLanguage(Council council, OpeningHours hours, Answers answers, Manner manner) {
        for (String language : SPOKEN) {
            Voice voice = new Voice(Sentences.in("messages/assistant", language), council);
            speakers.put(language, new Speaker(language, voice, new Handovers(voice, hours, answers), answers, manner));
        }
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        return Optional.ofNullable(heard.memory().language())
                .map(speakers::get)
                .flatMap(speaker -> speaker.decide(heard));
    }
}
