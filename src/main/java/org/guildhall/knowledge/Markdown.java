package org.guildhall.knowledge;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Markdown without its marks. */
final class Markdown {

    private static final Parser PARSER =
            Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

    private Markdown() {}

    /** The tree; every block knows its lines. */
    static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** The words alone, a line a paragraph; addresses of links are gone. */
    static String plain(String markdown) {
        return plain(parse(markdown));
    }

    static String plain(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text words) {
                text.append(words.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak lineBreak) {
                text.append('\n');
            }

            @Override
            public void visit(Paragraph paragraph) {
                visitChildren(paragraph);
                text.append('\n');
            }

            @Override
            public void visit(org.commonmark.node.Heading heading) {
                visitChildren(heading);
                text.append('\n');
            }
        });
        return text.toString().strip();
    }
}
