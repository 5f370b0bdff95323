package org.guildhall.site;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.knowledge.Article;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.knowledge.Passage;
import org.guildhall.platform.Markdown;
import org.guildhall.platform.Sentences;

/**
 * An article as its page shows it.
 *
 * @param tongue what it is written in
 * @param html the short answer
 * @param more for the page only; empty when there is none
 * @param description the beginning of the short answer, for those who list the page
 * @param say the words around it, in its language where we speak that and in English where not
 * @param spoken the language of those words
 * @param review by when it is checked again, as a sentence; empty when it does not say
 */
record HelpPage(
        String id,
        int version,
        String title,
        Tongue tongue,
        boolean danger,
        String html,
        List<Section> sections,
        String more,
        String description,
        Map<String, String> say,
        Tongue spoken,
        String review) {

    private static final String WORDS = "messages/help";
    private static final int DESCRIPTION = 200;

    /** One section: heading, empty when it has none, and HTML. */
    record Section(String heading, String html) {}

    static HelpPage of(ArticleVersion version, Markdown markdown) {
        Article article = version.article();
        Tongue tongue = Tongue.of(article.language());
        Sentences words = Sentences.in(WORDS, article.language());
        return new HelpPage(
                article.id(),
                version.version(),
                article.title(),
                tongue,
                article.kind() == Passage.Kind.DANGER,
                markdown.html(article.shortAnswer().text()),
                article.sections().stream()
                        .skip(1)
                        .map(section -> new Section(
                                section.heading() == null ? "" : section.heading(), markdown.html(section.text())))
                        .toList(),
                article.more().isBlank() ? "" : markdown.html(article.more(), 2),
                beginning(article.shortAnswer().words()),
                said(words),
                words.say("language").equals("en") ? Tongue.ENGLISH : tongue,
                review(article, words));
    }

    private static Map<String, String> said(Sentences words) {
        Map<String, String> say = new TreeMap<>();
        words.keys().stream()
                .filter(key -> !key.equals("review"))
                .forEach(key -> say.put(key.replace('.', '_'), words.say(key)));
        return say;
    }

    private static String review(Article article, Sentences words) {
        if (article.reviewBy() == null) {
            return "";
        }
        Locale locale = words.say("language").equals("en") ? Locale.UK : Locale.forLanguageTag(article.language());
        String date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC)
                .format(article.reviewBy());
        return words.say("review", Map.of("date", date));
    }

    /** Ends with a word. */
    private static String beginning(String words) {
        String line = words.replaceAll("\\s+", " ").strip();
        if (line.length() <= DESCRIPTION) {
            return line;
        }
        int end = line.lastIndexOf(' ', DESCRIPTION);
        return line.substring(0, end > 0 ? end : DESCRIPTION) + "…";
    }

    /** Another language it can be read in, or the one it is in. */
    record Other(Tongue tongue, String path, boolean here) {}

    /** The languages it is there in; empty when there is only this one. */
    static List<Other> others(List<ArticleVersion> sideBySide, String here) {
        return sideBySide.size() < 2
                ? List.of()
                : sideBySide.stream()
                        .map(version -> new Other(
                                Tongue.of(version.article().language()),
                                version.path(),
                                version.article().id().equals(here)))
                        .toList();
    }
}
