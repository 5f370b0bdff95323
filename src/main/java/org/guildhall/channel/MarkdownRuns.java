package org.guildhall.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Markdown flattened into runs of text, which a channel writes in its messenger's dialect. Messengers know no lists,
 * headings, rules or paragraphs: they become bullets, bold and empty lines. HTML in the Markdown is shown as what it
 * says, never passed on.
 */
public final class MarkdownRuns extends AbstractVisitor {

    private static final Parser MARKDOWN = Parser.builder().build();
    private static final Set<String> SAFE_SCHEMES = Set.of("http", "https", "mailto", "tel");

    private final List<Run> runs = new ArrayList<>();
    private final List<Run.Mark> open = new ArrayList<>();
    private String gap = "";
    private String pendingMarker = "";

    private MarkdownRuns() {}

    /**
     * The runs of this text.
     *
     * @return those with letters in them, in order; empty for an empty text
     */
    public static List<Run> of(String markdown) {
        MarkdownRuns runs = new MarkdownRuns();
        MARKDOWN.parse(markdown).accept(runs);
        return runs.runs;
    }

    @Override
    public void visit(Paragraph paragraph) {
        block(paragraph, this::visitChildren);
    }

    @Override
    public void visit(Heading heading) {
        block(heading, node -> within(Run.Mark.of(Run.Style.BOLD), node));
    }

    @Override
    public void visit(BlockQuote quote) {
        // Telegram allows, and others can show, no quote inside a quote.
        if (open.stream().anyMatch(mark -> mark.style() == Run.Style.QUOTE)) {
            visitChildren(quote);
        } else {
            begin();
            within(Run.Mark.of(Run.Style.QUOTE), quote);
            gap = gapAfter(quote);
        }
    }

    @Override
    public void visit(BulletList list) {
        list(list, position -> "• ");
    }

    @Override
    public void visit(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        int first = start == null ? 1 : start;
        list(list, position -> first + position + ". ");
    }

    private void list(Node list, IntFunction<String> marker) {
        String indent = "  ".repeat(depth(list));
        int position = 0;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            pendingMarker = indent + marker.apply(position++);
            item.accept(this);
            gap = "\n";
        }
        gap = gapAfter(list);
    }

    private static int depth(Node list) {
        int depth = 0;
        for (Node up = list.getParent(); up != null; up = up.getParent()) {
            depth += up instanceof ListItem ? 1 : 0;
        }
        return depth;
    }

    @Override
    public void visit(FencedCodeBlock code) {
        block(
                code,
                node -> marked(Run.Mark.of(Run.Style.BLOCK), code.getLiteral().stripTrailing()));
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        block(
                code,
                node -> marked(Run.Mark.of(Run.Style.BLOCK), code.getLiteral().stripTrailing()));
    }

    @Override
    public void visit(HtmlBlock html) {
        block(html, node -> text(html.getLiteral()));
    }

    @Override
    public void visit(HtmlInline html) {
        text(html.getLiteral());
    }

    @Override
    public void visit(ThematicBreak rule) {
        gap = "\n\n";
    }

    @Override
    public void visit(Text text) {
        text(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        marked(Run.Mark.of(Run.Style.CODE), code.getLiteral());
    }

    @Override
    public void visit(Emphasis emphasis) {
        within(Run.Mark.of(Run.Style.ITALIC), emphasis);
    }

    @Override
    public void visit(StrongEmphasis emphasis) {
        within(Run.Mark.of(Run.Style.BOLD), emphasis);
    }

    @Override
    public void visit(Link link) {
        if (safe(link.getDestination())) {
            within(Run.Mark.link(link.getDestination()), link);
        } else {
            visitChildren(link);
        }
    }

    @Override
    public void visit(Image image) {
        visitChildren(image);
    }

    @Override
    public void visit(SoftLineBreak end) {
        // In a chat a new line is meant as one, in articles as in what staff type.
        text("\n");
    }

    @Override
    public void visit(HardLineBreak end) {
        text("\n");
    }

    /** Whether a link may be given to a citizen: http, https, mailto and tel only. */
    public static boolean safe(@Nullable String destination) {
        if (destination == null) {
            return false;
        }
        try {
            String scheme = new URI(destination).getScheme();
            return scheme != null && SAFE_SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private void block(Node node, Consumer<Node> inside) {
        begin();
        inside.accept(node);
        gap = gapAfter(node);
    }

    private static String gapAfter(Node node) {
        return node.getParent() instanceof ListItem ? "\n" : "\n\n";
    }

    private void begin() {
        if (!runs.isEmpty()) {
            text(gap);
        }
        gap = "";
        text(pendingMarker);
        pendingMarker = "";
    }

    private void within(Run.Mark mark, Node node) {
        open.addLast(mark);
        visitChildren(node);
        open.removeLast();
    }

    private void marked(Run.Mark mark, String literal) {
        open.addLast(mark);
        text(literal);
        open.removeLast();
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, List.copyOf(open)));
        }
    }
}
