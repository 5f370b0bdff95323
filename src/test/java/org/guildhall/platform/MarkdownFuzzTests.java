package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody writes, what is shown is made of what we allow. */
class MarkdownFuzzTests {

    private static final Markdown MARKDOWN = new Markdown(new PublicUrl(URI.create("https://help.example.gov.uk")));
    /** Between two braces the sanitizer puts an empty comment, so that no template engine takes them for its own. */
    private static final Pattern TAG = Pattern.compile("<(?!!-- -->)[^>]*>");

    private static final Pattern ALLOWED = Pattern.compile(
            "</?(?:p|br|strong|em|ul|ol|li|a|h[234]|blockquote|code|pre|hr|table|thead|tbody|tr|th|td)"
                    + "(?: href=\"(?:(?:https?|mailto|tel):|[^\":<>]*(?:[/?#\"]))[^\"<>]*\"?| rel=\"nofollow noopener\""
                    + "| start=\"\\d{1,4}\"| align=\"(?:left|right|center)\")* ?/?>",
            Pattern.CASE_INSENSITIVE);

    static Stream<byte[]> markdown() {
        return Stream.concat(
                Seeds.files("knowledge-base", ".md").stream(),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTextBecomesHtmlOfAllowedTagsOnly(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            String html = MARKDOWN.html(text);
            Matcher tag = TAG.matcher(html);
            while (tag.find()) {
                assertThat(tag.group()).as("in %s", html).matches(ALLOWED);
            }
            assertThat(tag.replaceAll("").replace("<!-- -->", "").indexOf('<')).isEqualTo(-1);
        }
    }
}
