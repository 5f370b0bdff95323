package org.guildhall.channel.webchat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.conversation.Wait;
import org.guildhall.platform.Sentences;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The chat's own words, in the languages it has. What is answered is in the citizen's language, not in the page's. */
@Component
final class ChatWords {

    /** The first is what everybody gets who asks for none of them. */
    static final List<String> LANGUAGES = List.of("en", "cy");

    private static final String FILE = "messages/chat";

    /** Only the page without JavaScript says these. */
    private static final String PAGE_ONLY = "page.";

    private final Map<String, Spoken> spoken = new HashMap<>();

    ChatWords() {
        LANGUAGES.forEach(language -> spoken.put(language, new Spoken(language, Sentences.in(FILE, language))));
    }

    /**
     * The words in one language, as templates ask for them.
     *
     * @param language BCP 47
     */
    record Spoken(String language, Sentences words) {

        /** A sentence without gaps. */
        public String say(String key) {
            return words.say(key);
        }

        /** A sentence with one. */
        public String say(String key, String gap, Object value) {
            return words.say(key, Map.of(gap, value));
        }

        /** How long it usually takes until a person writes. */
        public String usually(Wait usually) {
            return words.say("queue.wait", Map.of("from", usually.from(), "to", usually.to()));
        }

        /** The name of a messenger, as people say it. */
        public String messenger(String channel) {
            String key = "messenger." + channel;
            return words.keys().contains(key) ? words.say(key) : channel;
        }

        /** The languages that it is not. */
        public List<String> others() {
            return LANGUAGES.stream().filter(other -> !other.equals(language)).toList();
        }
    }

    /** What somebody asks for in the address or, without that, what their browser says they read. */
    Spoken of(ServerRequest request) {
        String asked = request.queryParam("lang").orElse("");
        return in(LANGUAGES.contains(asked) ? asked : accepted(request));
    }

    /** In a language; in English where it has no words of that one. */
    Spoken in(String language) {
        Spoken known = spoken.get(language);
        return known != null ? known : java.util.Objects.requireNonNull(spoken.get(LANGUAGES.getFirst()));
    }

    private static String accepted(ServerRequest request) {
        try {
            List<Locale> ours = LANGUAGES.stream().map(Locale::forLanguageTag).toList();
            Locale best = Locale.lookup(request.headers().acceptLanguage(), ours);
            return best == null ? LANGUAGES.getFirst() : best.toLanguageTag();
        } catch (IllegalArgumentException nonsense) {
            return LANGUAGES.getFirst();
        }
    }

    /** All that {@code chat.js} says, by language; gaps stay for it to fill. */
    Map<String, Map<String, String>> forScript() {
        Map<String, Map<String, String>> all = new TreeMap<>();
        spoken.forEach((language, own) -> {
            Map<String, String> words = new TreeMap<>();
            own.words().keys().stream()
                    .filter(key -> !key.startsWith(PAGE_ONLY))
                    .forEach(key -> words.put(key, own.words().withGaps(key)));
            all.put(language, words);
        });
        return all;
    }
}
