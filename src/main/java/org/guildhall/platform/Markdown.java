package org.guildhall.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.stereotype.Component;

/**
 * Makes Markdown into HTML that is safe to show whoever wrote it: raw HTML is shown as text, and what is rendered passes
 * an allow-list once more.
 */
@Component
public final class Markdown {

    /** Longer text is cut before it is rendered: nothing we publish comes near, and nesting costs time. */
    private static final int MAX_LENGTH = 100_000;

    /** Characters of Markdown and HTML together, some megabytes. */
    private static final int MOST_KEPT = 2_000_000;

    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final int MAX_BLOCK_NESTING = 30;
    private static final List<String> SCHEMES = List.of("https", "http", "mailto", "tel");
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), AutolinkExtension.builder().build());

    private final Parser parser = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(MAX_BLOCK_NESTING)
            .build();
    private final PolicyFactory policy;
    private final @Nullable String ownHost;
    /** The same few answers go to many pages; what somebody was told is not kept for long. */
    private final Cache<Asked, String> lately = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Asked asked, String html) -> asked.markdown().length() + html.length())
            .expireAfterAccess(KEPT_FOR)
            .scheduler(Scheduler.systemScheduler())
            .build();

    /** Links to the public address count as our own. */
    public Markdown(PublicUrl publicUrl) {
        this.ownHost = publicUrl.publicUrl().getHost();
        this.policy = new HtmlPolicyBuilder()
                .allowElements(
                        "p",
                        "br",
                        "strong",
                        "em",
                        "ul",
                        "ol",
                        "li",
                        "a",
                        "h2",
                        "h3",
                        "h4",
                        "blockquote",
                        "code",
                        "pre",
                        "hr",
                        "table",
                        "thead",
                        "tbody",
                        "tr",
                        "th",
                        "td")
                .allowUrlProtocols(SCHEMES.toArray(String[]::new))
                .allowAttributes("href")
                .onElements("a")
                .allowAttributes("rel")
                .matching((element, attribute, value) -> value.equals("nofollow noopener") ? value : null)
                .onElements("a")
                .allowAttributes("start")
                .matching(java.util.regex.Pattern.compile("\\d{1,4}"))
                .onElements("ol")
                .allowAttributes("align")
                .matching(true, "left", "right", "center")
                .onElements("th", "td")
                .toFactory();
    }

    /** Safe HTML with headings from level 3 down, as a message shows it. */
    public String html(String markdown) {
        return html(markdown, 3);
    }

    /**
     * Safe HTML.
     *
     * @param markdown any text, at most 100,000 characters of which are used
     * @param topHeading the level its highest headings get, 2 to 4, so that they fit the page around them
     */
    public String html(String markdown, int topHeading) {
        String text = markdown.length() > MAX_LENGTH ? markdown.substring(0, MAX_LENGTH) : markdown;
        return lately.get(new Asked(text, topHeading), this::rendered);
    }

    private String rendered(Asked asked) {
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .urlSanitizer(new DefaultUrlSanitizer(SCHEMES))
                .nodeRendererFactory(context -> new Headings(context, asked.topHeading()))
                .attributeProviderFactory(context -> (node, tag, attributes) -> mark(tag, attributes))
                .build();
        return policy.sanitize(renderer.render(parser.parse(asked.markdown())));
    }

    private void mark(String tag, Map<String, String> attributes) {
        if (tag.equals("a") && external(attributes.get("href"))) {
            attributes.put("rel", "nofollow noopener");
        }
    }

    private boolean external(@Nullable String href) {
        if (href == null || !href.toLowerCase(Locale.ROOT).startsWith("http")) {
            return false;
        }
        try {
            return !java.util.Objects.equals(new URI(href).getHost(), ownHost);
        } catch (java.net.URISyntaxException unreadable) {
            return true;
        }
    }

    /** What is to be rendered, and how. */
    private record Asked(String markdown, int topHeading) {}

    /** Fits headings into the page around them, and shows an image's words instead of fetching it. */
    private record Headings(org.commonmark.renderer.html.HtmlNodeRendererContext context, int top)
            implements org.commonmark.renderer.NodeRenderer {

        private static final int LOWEST = 4;

        @Override
        public java.util.Set<Class<? extends org.commonmark.node.Node>> getNodeTypes() {
            return java.util.Set.of(Heading.class, Image.class);
        }

        @Override
        public void render(org.commonmark.node.Node node) {
            if (node instanceof Heading heading) {
                String tag = "h" + Math.min(top + Math.max(heading.getLevel() - 2, 0), LOWEST);
                context.getWriter().line();
                context.getWriter().tag(tag);
                children(node);
                context.getWriter().tag("/" + tag);
                context.getWriter().line();
            } else {
                children(node);
            }
        }

        private void children(org.commonmark.node.Node node) {
            for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}
