package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guildhall.platform.Assets;
import org.guildhall.platform.Sentences;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** What is served as {@code /chat.js}. */
class ChatScriptTests {

    private static final int MOST_GZIPPED = 20_000;
    private static final Pattern SAID = Pattern.compile("say\\('([a-z.]+)'[,)]");
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");

    private final ChatWords words = new ChatWords();
    private final Assets.Asset asset = new ChatScript(
                    words,
                    ChatFixture.properties(DataSize.ofMegabytes(10)),
                    JsonMapper.builder().build())
            .asset();
    private final String script = new String(asset.bytes(), StandardCharsets.UTF_8);

    @Test
    void isSmall() {
        assertThat(asset.gzipped()).hasSizeLessThan(MOST_GZIPPED);
    }

    @Test
    void makesNothingOutOfStringsSoThatNoPolicyStandsInItsWay() {
        assertThat(script)
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "srcdoc")
                .doesNotContain(
                        "eval(", "new Function", "setAttribute('style'", "createElement('style'", "trustedTypes")
                .doesNotContain("GUILDHALL_GIVEN");
    }

    @Test
    void namesNoOtherHostButTheOneItLeadsAwayTo() {
        assertThat(Pattern.compile("https?://[\\w.]+").matcher(script).results().map(hit -> hit.group()))
                .allMatch(Set.of(
                        URI.create("https://www.example.org").toString(),
                        // A name, never fetched.
                        "http://www.w3.org")::contains);
    }

    @Test
    void hasAWordForEverythingItSaysInEveryLanguage() {
        Set<String> said =
                SAID.matcher(script).results().map(hit -> hit.group(1)).collect(Collectors.toSet());
        assertThat(said).hasSizeGreaterThan(30);
        words.forScript()
                .forEach((language, own) -> assertThat(own.keySet())
                        .as(language)
                        .containsAll(said)
                        .noneMatch(key -> key.startsWith("page.")));
    }

    @Test
    void saysInWelshWhatItSaysInEnglishWithTheSameGaps() {
        Sentences english = Sentences.in("messages/chat", "en");
        Map<String, String> welsh = Objects.requireNonNull(words.forScript().get("cy"));
        welsh.forEach((key, sentence) -> assertThat(gaps(sentence)).as(key).isEqualTo(gaps(english.withGaps(key))));
        assertThat(welsh.get("send")).isEqualTo("Anfon");
        assertThat(english.keys())
                .containsAll(Sentences.in("messages/chat", "cy").keys());
    }

    private static Set<String> gaps(String sentence) {
        Set<String> gaps = new TreeSet<>();
        Matcher matcher = GAP.matcher(sentence);
        while (matcher.find()) {
            gaps.add(matcher.group(1));
        }
        return gaps;
    }
}
