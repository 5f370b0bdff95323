package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Against the tokenizer the model was made with. */
class WordPieceTests {

    private static WordPiece ours =
            WordPiece.of(JsonMapper.shared().readTree("{\"model\":{\"vocab\":{\"[UNK]\":0,\"[CLS]\":1,\"[SEP]\":2}}}"));
    private static HuggingFaceTokenizer theirs;

    @BeforeAll
    static void load() throws IOException {
        System.setProperty("ai.djl.offline", "true");
        ours = WordPiece.of(JsonMapper.shared().readTree(tokenizer()));
        theirs = HuggingFaceTokenizer.newInstance(tokenizer(), Map.of());
    }

    @AfterAll
    static void unload() {
        theirs.close();
    }

    private static InputStream tokenizer() {
        return Objects.requireNonNull(
                WordPieceTests.class.getResourceAsStream("/" + Embedder.MODEL + "-tokenizer.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "When is my bin day?",
                "they didn't take my recycling!!! (again)",
                "café, naïve, Zürich, Ångström",
                "co₂ 3½ £20.50 50% e-mail a_b",
                "my hwrc permit no. ABC123/45",
                "привет 日本語 हिन्दी",
                "supercalifragilisticexpialidocious",
                "a\u200Bb c\u00ADd \uFFFD",
                "[CLS ] ]]]] {{{{ ~~~~",
                ""
            })
    void cutsTextAsTheReferenceDoes(String text) {
        assertThat(ours.encode(text, 512)).containsExactly(theirs.encode(text).getIds());
    }

    @Test
    void keepsToTheLimit() {
        assertThat(ours.encode("bin ".repeat(500), 20)).hasSize(20).endsWith(102L);
    }
}
