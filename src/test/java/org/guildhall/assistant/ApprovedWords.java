package org.guildhall.assistant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guildhall.conversation.Quoted;
import org.guildhall.hours.OpeningHours;
import org.guildhall.knowledge.Passage;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;

/** Every paragraph that may leave: a passage's, or sentences of the message files with nothing but our own in the gaps. */
final class ApprovedWords {

    private static final Map<String, String> GAPS = Map.of(
            "{reference}", "[A-Z]{3}-[0-9A-Z]{4}",
            "{place}", "[0-9]+",
            "{number}", "[0-9]+",
            "{from}", "[0-9]+ (?:minutes?|hours?)(?: [0-9]+ minutes?)?",
            "{to}", "[0-9]+ (?:minutes?|hours?)(?: [0-9]+ minutes?)?",
            "{council}", Pattern.quote(Scene.COUNCIL.name()),
            "{phone}", Pattern.quote(Scene.COUNCIL.phone()),
            "{emergency-phone}", Pattern.quote(Scene.COUNCIL.emergencyPhone()),
            "{privacy}", Pattern.quote(Scene.COUNCIL.privacyNotice()));

    private final List<String> passages;
    private final Set<Quoted> sources;
    private final Pattern sentences;
    private final String caution;

    ApprovedWords(FakeAnswers answers, Sentences sentences, OpeningHours hours) {
        passages = answers.passages().stream().map(Passage::text).toList();
        sources = answers.passages().stream().map(Quoting::quoted).collect(Collectors.toSet());
        caution = sentences.say("caution");
        List<String> patterns =
                new ArrayList<>(List.of(Pattern.quote(hours.sentence()), Pattern.quote(hours.reopening())));
        sentences.keys().stream()
                .filter(key -> !key.startsWith("heard."))
                .map(key -> pattern(sentences, key))
                .forEach(patterns::add);
        String one = patterns.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .collect(Collectors.joining("|", "(?:", ")"));
        this.sentences = Pattern.compile(one + "(?: " + one + ")*");
    }

    /** The first paragraph that is not approved; empty when all of them are. */
    String stranger(String reply) {
        String rest =
                reply.startsWith(caution) ? reply.substring(caution.length()).strip() : reply;
        for (String passage : passages) {
            if (rest.startsWith(passage)) {
                rest = rest.substring(passage.length()).strip();
                break;
            }
        }
        return List.of(rest.split("\n\n")).stream()
                .filter(paragraph -> !paragraph.isEmpty())
                .filter(paragraph -> !sentences.matcher(paragraph).matches())
                .findFirst()
                .orElse("");
    }

    /** Whether this is what the line under an answer may name: a published article as it was published, or nothing. */
    boolean source(@Nullable Quoted quoted) {
        return quoted == null || sources.contains(quoted);
    }

    private static String pattern(Sentences sentences, String key) {
        Map<String, String> markers =
                GAPS.keySet().stream().collect(Collectors.toMap(gap -> gap.substring(1, gap.length() - 1), gap -> gap));
        String pattern = Pattern.quote(sentences.say(key, markers));
        for (Map.Entry<String, String> gap : GAPS.entrySet()) {
            pattern = pattern.replace(gap.getKey(), "\\E" + gap.getValue() + "\\Q");
        }
        return pattern;
    }
}
