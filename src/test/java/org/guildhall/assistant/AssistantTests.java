package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guildhall.conversation.Decision;
import org.junit.jupiter.api.Test;

class AssistantTests {

    private final Assistant assistant = new Assistant(Scene.ANSWERS, Scene.hours(Scene.MONDAY_MORNING), Scene.COUNCIL);

    @Test
    void decidesTheSameTurnTwiceAlike() {
        Heard heard = Scene.withTheAssistant().neverMet().says("bins");
        Decision once = assistant.decide(heard.turn());
        Decision again = assistant.decide(heard.turn());

        assertThat(again).isEqualTo(once);
    }

    @Test
    void namesEveryOutcomeInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("docs/assistant.md"));
        Set<String> documented = Pattern.compile("`([a-z]+(?:_[a-z]+)*)`")
                .matcher(page)
                .results()
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented)
                .containsAll(Arrays.stream(Outcome.values()).map(Outcome::word).toList());
    }

    @Test
    void saysEverySentenceOfTheMessageFileSomewhere() throws IOException {
        String code = code();
        List<String> unused = Scene.SENTENCES.keys().stream()
                .filter(key -> !code.contains('"' + key + '"'))
                .filter(key -> !composed(key))
                .toList();

        assertThat(unused).isEmpty();
    }

    @Test
    void hasASentenceForEveryKeyInTheCode() throws IOException {
        List<String> keys = Pattern.compile("(?:sentence|list)\\(\\s*\"([a-z.-]+[a-z])\"")
                .matcher(code())
                .results()
                .map((MatchResult key) -> key.group(1))
                .toList();

        assertThat(keys)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(Scene.SENTENCES.keys()).contains(key));
    }

    @Test
    void fillsEveryGap() {
        Map<String, Object> gaps =
                Map.of("reference", "BIN-4F7K", "place", 2, "from", "5 minutes", "to", "10 minutes", "number", 2);

        assertThat(Scene.SENTENCES.keys())
                .allSatisfy(key -> assertThat(Scene.VOICE.sentence(key, gaps)).doesNotContain("{"));
    }

    /** Keys whose last part is a choice, or the kind of thing that was kept. */
    private static boolean composed(String key) {
        return key.startsWith("choice.") || key.startsWith("kept.") || key.startsWith("heard.");
    }

    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        try (var files = Files.list(Path.of("src/main/java/org/guildhall/assistant"))) {
            for (Path file : files.toList()) {
                code.append(Files.readString(file));
            }
        }
        return code.toString();
    }
}
