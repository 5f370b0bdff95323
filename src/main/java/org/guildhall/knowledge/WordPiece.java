package org.guildhall.knowledge;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The uncased BERT tokenizer (Devlin et al. 2018, section 3; the reference is google-research/bert, tokenization.py): words
 * and punctuation, accents dropped, then the longest pieces of the vocabulary. Plain Java, because the native one unpacks
 * a library into the home directory and asks the network where it runs.
 */
final class WordPiece {

    private static final String CONTINUES = "##";
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> ids;
    private final int unknown;
    private final int start;
    private final int end;

    private WordPiece(Map<String, Integer> ids) {
        this.ids = ids;
        this.unknown = id("[UNK]");
        this.start = id("[CLS]");
        this.end = id("[SEP]");
    }

    /** Takes the vocabulary out of a Hugging Face {@code tokenizer.json}. */
    static WordPiece of(JsonNode tokenizer) {
        Map<String, Integer> ids = new HashMap<>();
        tokenizer
                .path("model")
                .path("vocab")
                .properties()
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue().intValue()));
        return new WordPiece(ids);
    }

    private int id(String token) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new IllegalStateException("The model's vocabulary has no " + token);
        }
        return id;
    }

    /** Every whole word of the vocabulary: some twenty thousand common English words and names. */
    Set<String> wholeWords() {
        return ids.keySet().stream()
                .filter(token -> token.length() > 1 && token.chars().allMatch(Character::isLetter))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The pieces of a text between the two marks the model expects.
     *
     * @param limit how many pieces at most, the marks included; at least 2
     */
    long[] encode(String text, int limit) {
        List<Integer> pieces = new ArrayList<>();
        pieces.add(start);
        for (String word : words(text)) {
            if (pieces.size() >= limit - 1) {
                break;
            }
            cut(word, pieces);
        }
        List<Integer> kept = pieces.subList(0, Math.min(pieces.size(), limit - 1));
        long[] encoded = new long[kept.size() + 1];
        for (int i = 0; i < kept.size(); i++) {
            encoded[i] = kept.get(i);
        }
        encoded[kept.size()] = end;
        return encoded;
    }

    private void cut(String word, List<Integer> pieces) {
        int before = pieces.size();
        int from = 0;
        while (from < word.length() && word.length() <= LONGEST_WORD) {
            int to = word.length();
            Integer id = null;
            while (to > from && id == null) {
                String piece = word.substring(from, to);
                id = ids.get(from == 0 ? piece : CONTINUES + piece);
                to--;
            }
            if (id == null) {
                break;
            }
            pieces.add(id);
            from = to + 1;
        }
        if (from < word.length()) {
            pieces.subList(before, pieces.size()).clear();
            pieces.add(unknown);
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String plain = Normalizer.normalize(text.toLowerCase(java.util.Locale.ROOT), Normalizer.Form.NFD);
        plain.codePoints().forEach(point -> {
            if (Character.getType(point) == Character.NON_SPACING_MARK || invisible(point)) {
                return;
            }
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                flush(word, words);
            } else if (standsAlone(point)) {
                flush(word, words);
                words.add(Character.toString(point));
            } else {
                word.appendCodePoint(point);
            }
        });
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean invisible(int point) {
        int type = Character.getType(point);
        return point == 0xFFFD
                || type == Character.FORMAT
                || type == Character.CONTROL && !Character.isWhitespace(point);
    }

    private static boolean standsAlone(int point) {
        if (point < 128) {
            return point > ' ' && !Character.isLetterOrDigit(point);
        }
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> Character.isIdeographic(point);
        };
    }
}
