package org.guildhall.knowledge;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Cuts text into words, by Unicode's own rules, and words down to their stems. */
final class Words {

    /** More words than any real question has. */
    static final int MAX_WORDS = 200;

    private static final int MAX_LENGTH = 40;
    private static final int REMEMBERED_STEMS = 20_000;

    private static final Analyzer SURFACE = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer tokenizer = new StandardTokenizer();
            return new TokenStreamComponents(tokenizer, new ASCIIFoldingFilter(new LowerCaseFilter(tokenizer)));
        }
    };
    private static final Analyzer STEM = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer tokenizer = new StandardTokenizer();
            return new TokenStreamComponents(tokenizer, new PorterStemFilter(tokenizer));
        }
    };
    private static final Map<String, String> STEMS = new ConcurrentHashMap<>();

    private Words() {}

    /** The words as written, without apostrophes, because half of all people leave them out; at most 200. */
    static List<String> surface(String clean) {
        return tokens(SURFACE, clean.replace("'", ""), MAX_WORDS);
    }

    /** All the words of an article's text, without the limit. */
    static List<String> all(String clean) {
        return tokens(SURFACE, clean.replace("'", ""), Integer.MAX_VALUE);
    }

    /** A word's stem: emptied, emptying and empties are one. */
    static String stem(String word) {
        String known = STEMS.get(word);
        if (known != null) {
            return known;
        }
        List<String> stems = tokens(STEM, word, 1);
        String stem = stems.isEmpty() ? word : stems.getFirst();
        if (STEMS.size() < REMEMBERED_STEMS) {
            STEMS.put(word, stem);
        }
        return stem;
    }

    private static List<String> tokens(Analyzer analyzer, String text, int limit) {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("", new StringReader(text))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (words.size() < limit && stream.incrementToken()) {
                String word = term.toString();
                words.add(word.length() > MAX_LENGTH ? word.substring(0, MAX_LENGTH) : word);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
        return words;
    }
}
