package org.guildhall.assistant;

import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Memory;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Passage;

/** Hello, thank you, goodbye, are you a robot: answered in the words of the knowledge base, without a search. */
final class SmallTalk implements Step {

    static final String GREETING = "greeting";

    static final String ROBOT = "are-you-a-robot";

    private static final String THANKS = "thanks";

    private static final Map<String, Outcome> OUTCOMES = Map.of(
            GREETING,
            Outcome.SMALLTALK_GREETING,
            THANKS,
            Outcome.SMALLTALK_THANKS,
            "goodbye",
            Outcome.SMALLTALK_GOODBYE,
            ROBOT,
            Outcome.SMALLTALK_ROBOT);

    private final Voice voice;
    private final Answers answers;

    SmallTalk(Voice voice, Answers answers) {
        this.voice = voice;
        this.answers = answers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        if (starts(heard.words())) {
            return Optional.of(greeting(heard));
        }
        return OUTCOMES.entrySet().stream()
                .filter(kind -> heard.smalltalk(kind.getKey()))
                .findFirst()
                .map(kind -> chat(heard, kind));
    }

    /** What messengers send for the citizen when they open a chat for the first time, perhaps with where they came from. */
    private static boolean starts(String words) {
        String first = words.toLowerCase(Locale.ROOT).split("\\s", 2)[0];
        return first.equals("/start") || first.equals("/help");
    }

    private Decision greeting(Heard heard) {
        String words = answers.article(GREETING).map(Passage::text).orElseGet(() -> voice.sentence("greeting"));
        return voice.say(heard, Outcome.SMALLTALK_GREETING, heard.memory(), words.strip());
    }

    private Decision chat(Heard heard, Entry<String, Outcome> kind) {
        Memory memory = kind.getKey().equals(THANKS) ? heard.memory().missed(0) : heard.memory();
        String words = heard.finding().best().map(Passage::text).orElseThrow();
        return voice.say(heard, kind.getValue(), memory, words.strip());
    }
}
