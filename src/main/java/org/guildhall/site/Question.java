package org.guildhall.site;

import java.util.Map;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * What somebody asks the site or its API.
 *
 * @param words 1 to 1,000 characters, not blank
 * @param language in which they would like the answer (BCP 47), or null when they do not say; a wish that can be refused
 */
record Question(String words, @Nullable String language) {

    /** Characters (code points); a question typed into a search box is far shorter. */
    static final int MAX_LENGTH = 1_000;

    private static final String LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}";
    private static final Sentences SENTENCES = Sentences.in("messages/site");

    /**
     * Reads {@code q} and {@code lang}.
     *
     * @throws Problem naming the parameter to put right
     */
    static Question of(ServerRequest request) {
        String words = request.queryParam("q").orElse("").strip();
        if (words.isEmpty()) {
            throw wrong("q", "q.missing");
        }
        if (words.codePointCount(0, words.length()) > MAX_LENGTH) {
            throw wrong("q", "q.long");
        }
        String language =
                request.queryParam("lang").filter(lang -> !lang.isEmpty()).orElse(null);
        if (language != null && !language.matches(LANGUAGE)) {
            throw wrong("lang", "lang.wrong");
        }
        return new Question(words, language);
    }

    private static Problem wrong(String parameter, String reason) {
        return new Problem(
                        HttpStatus.BAD_REQUEST, SENTENCES.say(reason, Map.of("most", String.format("%,d", MAX_LENGTH))))
                .naming(parameter);
    }
}
