package org.guildhall.desk;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Markdown as somebody would type it who knows no Markdown: an empty line between paragraphs, a dash before what is listed,
 * and the address of a link behind its words.
 */
final class PlainWords extends AbstractVisitor {

    /** Nobody means deeper lists and quotes, and each level costs time. */
    private static final int MAX_BLOCK_NESTING = 30;

    private static final Parser MARKDOWN =
            Parser.builder().maxOpenBlockParsers(MAX_BLOCK_NESTING).build();

    private static final Pattern NUMBER_OR_MAILBOX = Pattern.compile("^(?:tel|mailto):");
    private static final Pattern NOT_COMPARED = Pattern.compile("^https?://|/$|[\\s-]");

    private final StringBuilder words = new StringBuilder();
    private String gap = "";
    private String marker = "";

    private PlainWords() {}

    /** The words of an article's text. */
    static String of(String markdown) {
        PlainWords plain = new PlainWords();
        MARKDOWN.parse(markdown).accept(plain);
        return plain.words.toString().strip();
    }

    @Override
    public void visit(Paragraph paragraph) {
        begin();
        visitChildren(paragraph);
        gap = gapAfter(paragraph);
    }

    @Override
    public void visit(Heading heading) {
        begin();
        visitChildren(heading);
        gap = gapAfter(heading);
    }

    @Override
    public void visit(BulletList list) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            item(item, "- ");
        }
        gap = gapAfter(list);
    }

    @Override
    public void visit(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        int number = start == null ? 1 : start;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            item(item, number + ". ");
            number++;
        }
        gap = gapAfter(list);
    }

    private void item(Node item, String mark) {
        marker = mark;
        item.accept(this);
        gap = "\n";
    }

    @Override
    public void visit(Link link) {
        int from = words.length();
        visitChildren(link);
        String shown = words.substring(from);
        String address = NUMBER_OR_MAILBOX.matcher(link.getDestination()).replaceFirst("");
        if (shown.isBlank()) {
            words.append(address);
        } else if (!address.isEmpty() && !bare(shown).equals(bare(address))) {
            words.append(" (").append(address).append(')');
        }
    }

    /** What is left to compare by: an address or a number that is its own words need not be said twice. */
    private static String bare(String address) {
        return NOT_COMPARED.matcher(address).replaceAll("");
    }

    @Override
    public void visit(FencedCodeBlock code) {
        block(code, code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        block(code, code.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
        block(html, html.getLiteral());
    }

    private void block(Node node, String literal) {
        begin();
        words.append(literal.stripTrailing());
        gap = gapAfter(node);
    }

    @Override
    public void visit(Text text) {
        words.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        words.append(code.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        words.append(html.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
        words.append('\n');
    }

    @Override
    public void visit(HardLineBreak end) {
        words.append('\n');
    }

    private void begin() {
        if (!words.isEmpty()) {
            words.append(gap);
        }
        words.append(marker);
        gap = "";
        marker = "";
    }

    private static String gapAfter(Node node) {
        return node.getParent() instanceof ListItem ? "\n" : "\n\n";
    }
}
