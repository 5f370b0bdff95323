package org.guildhall.knowledge;

import java.util.List;

/**
 * Everything published together, which is what an index is built from.
 *
 * @param number the publication's number, 0 for one that only a command reads
 * @param digest of the articles and the synonyms
 * @param articles by id
 * @param synonyms the text of {@code synonyms.txt}
 */
record Edition(long number, String digest, List<ArticleVersion> articles, String synonyms) {

    static final Edition EMPTY = new Edition(0, "", List.of(), "");

    Edition {
        articles = List.copyOf(articles);
    }
}
