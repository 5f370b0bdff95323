package org.guildhall.knowledge;

import java.util.List;

/** Puts a question into the knowledge base's own words: cleaned, spelt, text-speak and local names resolved. */
final class Wording {

    private final Synonyms synonyms;
    private final Speller speller;

    Wording(Synonyms synonyms, Speller speller) {
        this.synonyms = synonyms;
        this.speller = speller;
    }

    /** Reads a citizen's question, without asking the model yet what it means. */
    Question question(String raw) {
        String clean = Cleaner.clean(raw);
        List<String> written = Words.surface(clean);
        List<String> words = speller.correct(synonyms.correct(written));
        return new Question(clean, written, words, stems(words), null);
    }

    /** The same question with its meaning. */
    Question understood(Question question, Embedder embedder) {
        if (question.words().isEmpty()) {
            return question;
        }
        String text = text(question.clean(), question.written(), question.words());
        float[] vector = embedder.embed(text, Embedder.QUESTION_PIECES);
        return new Question(question.clean(), question.written(), question.words(), question.stems(), vector);
    }

    /** The stems of words that need no correction. */
    List<String> stems(List<String> words) {
        return synonyms.unify(words.stream().map(Words::stem).toList());
    }

    /** The stems of an article's text, in which only the council's own corrections are made. */
    List<String> stems(String text) {
        return stems(synonyms.correct(Words.all(Cleaner.clean(text, Examples.LONGEST_SECTION))));
    }

    /** The model reads punctuation too, so what needed no correction stays as it was written. */
    static String text(String clean, List<String> written, List<String> words) {
        return written.equals(words) ? clean : String.join(" ", words);
    }
}
