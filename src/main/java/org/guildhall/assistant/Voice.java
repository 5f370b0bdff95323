package org.guildhall.assistant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Decision.Reply;
import org.guildhall.conversation.Memory;
import org.guildhall.conversation.Quoted;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.platform.Council;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;

/**
 * Says things: paragraphs of the message file or of an article, never a citizen's own words. The first time, it adds
 * what it is and where the privacy notice is.
 */
final class Voice {

    private final Sentences sentences;
    private final Council council;

    Voice(Sentences sentences, Council council) {
        this.sentences = sentences;
        this.council = council;
    }

    /** One sentence of the message file. The council's name and numbers may stand in any of them. */
    String sentence(String key) {
        return sentence(key, Map.of());
    }

    String sentence(String key, Map<String, ?> gaps) {
        Map<String, Object> all = new HashMap<>(gaps);
        all.put("council", council.name());
        all.put("phone", council.phone());
        all.put("emergency-phone", council.emergencyPhone());
        all.put("privacy", council.privacyNotice());
        return sentences.say(key, all);
    }

    /** Words to listen for, kept in the message file because they change with the language. */
    List<String> list(String key) {
        return sentences.list(key);
    }

    Choice choice(String id) {
        return new Choice(id, sentence("choice." + id));
    }

    /** Where the citizen is in the queue, as far as that is known. */
    String place(Heard heard) {
        Integer place = heard.turn().place();
        return place == null ? sentence("queue.keeps") : sentence("queue.place", Map.of("place", place));
    }

    /** Says it, and no choices are open any more. */
    Decision say(Heard heard, Outcome outcome, Memory memory, String... paragraphs) {
        Reply reply = new Reply(new Content.Text(text(heard, List.of(paragraphs), null)), null);
        return decision(heard, outcome, memory.offering(List.of()), List.of(reply), null);
    }

    /** Asks, and these choices are open. The last paragraph is the question. */
    Decision offer(Heard heard, Outcome outcome, Memory memory, List<Choice> options, String... paragraphs) {
        List<String> all = List.of(paragraphs);
        String text = text(heard, all.subList(0, all.size() - 1), all.getLast());
        Reply reply = new Reply(new Content.Choices(text, options), null);
        return decision(heard, outcome, memory.offering(options), List.of(reply), null);
    }

    /** Says nothing. */
    Decision silence(Heard heard, Outcome outcome, Memory memory) {
        return new Decision(outcome.word(), memory, List.of(), null, null, heard.confidence(), heard.tried());
    }

    /** A decision with everything that was looked up. */
    Decision decision(Heard heard, Outcome outcome, Memory memory, List<Reply> replies, @Nullable Quoted quoted) {
        return new Decision(
                outcome.word(), memory.introducedNow(), replies, null, quoted, heard.confidence(), heard.tried());
    }

    /** The paragraphs, then the introduction when it is still due, then the question. */
    String text(Heard heard, List<String> paragraphs, @Nullable String question) {
        List<String> all = new ArrayList<>(paragraphs);
        if (!heard.memory().introduced()) {
            all.add(sentence("introduction"));
        }
        if (question != null) {
            all.add(question);
        }
        return String.join("\n\n", all);
    }
}
