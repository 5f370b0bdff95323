package org.guildhall.conversation;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Where Markdown must not be cut: inside a link, a picture, emphasis or code, each half of which would be mere signs. */
final class Unbroken {

    /** Nobody means deeper lists and quotes, and each level costs time. */
    private static final int MAX_BLOCK_NESTING = 30;

    private static final Parser MARKDOWN = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(MAX_BLOCK_NESTING)
            .build();

    private final BitSet inside = new BitSet();

    private Unbroken() {}

    /** What of this text has to stay in one piece. */
    static Unbroken in(String markdown) {
        Unbroken unbroken = new Unbroken();
        // Not by a visitor, which would go as deep as strangers' words are nested.
        Deque<Node> open = new ArrayDeque<>();
        open.push(MARKDOWN.parse(markdown));
        while (!open.isEmpty()) {
            for (Node node = open.pop().getFirstChild(); node != null; node = node.getNext()) {
                if (staysWhole(node)) {
                    unbroken.keep(node.getSourceSpans());
                } else {
                    open.push(node);
                }
            }
        }
        return unbroken;
    }

    private static boolean staysWhole(Node node) {
        return node instanceof Link
                || node instanceof Image
                || node instanceof Emphasis
                || node instanceof StrongEmphasis
                || node instanceof Code
                || node instanceof FencedCodeBlock;
    }

    /** One span is a line of it; what lies between them belongs to it too. */
    private void keep(List<SourceSpan> spans) {
        if (!spans.isEmpty()) {
            int start = spans.getFirst().getInputIndex();
            int end = spans.getLast().getInputIndex() + spans.getLast().getLength();
            inside.set(start + 1, Math.max(start + 1, end));
        }
    }

    /** Whether a cut before the character at this place would break something. */
    boolean around(int place) {
        return inside.get(place);
    }
}
