package org.guildhall.site;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.knowledge.Article;

/**
 * Which pages fit what somebody has typed so far: every word typed must begin a word of the title or of the questions that
 * an article answers. It guesses nothing and costs microseconds; the search itself knows more.
 */
final class Titles {

    /** Nobody types more into a search box before looking at what is found. */
    private static final int LONGEST = 100;

    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("[\\p{M}'’]+");

    private final List<Line> lines;

    private Titles(List<Line> lines) {
        this.lines = lines;
    }

    static Titles of(List<Article> articles) {
        return new Titles(articles.stream().map(Line::of).toList());
    }

    /**
     * The pages that fit, best first.
     *
     * @param typed whatever it is; only its beginning counts when it is long
     * @param most how many
     */
    List<Topics.Entry> beginning(String typed, int most) {
        List<String> words = words(typed.substring(0, Math.min(typed.length(), LONGEST)));
        if (words.isEmpty()) {
            return List.of();
        }
        return lines.stream()
                .map(line -> new Fit(line.entry(), line.fits(words)))
                .filter(fit -> fit.points() > 0)
                .sorted(Comparator.comparingInt(Fit::points)
                        .reversed()
                        .thenComparing(fit -> fit.entry().title()))
                .limit(most)
                .map(Fit::entry)
                .toList();
    }

    /** In lower case, without accents and apostrophes. */
    private static List<String> words(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return Arrays.stream(NOT_WORDS.split(plain.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private record Fit(Topics.Entry entry, int points) {}

    private record Line(Topics.Entry entry, List<String> title, List<String> asked) {

        private static final int IN_TITLE = 4;
        private static final int FIRST_IN_TITLE = 6;

        static Line of(Article article) {
            return new Line(
                    Topics.Entry.of(article),
                    words(article.title()),
                    article.questions().stream()
                            .flatMap(question -> words(question).stream())
                            .distinct()
                            .toList());
        }

        /** 0 when a word fits nowhere. */
        int fits(List<String> typed) {
            int points = 0;
            for (String word : typed) {
                int more = points(word);
                if (more == 0) {
                    return 0;
                }
                points += more;
            }
            return points;
        }

        private int points(String word) {
            if (!title.isEmpty() && title.getFirst().startsWith(word)) {
                return FIRST_IN_TITLE;
            }
            if (any(title.stream(), word)) {
                return IN_TITLE;
            }
            return any(asked.stream(), word) ? 1 : 0;
        }

        private static boolean any(Stream<String> words, String beginning) {
            return words.anyMatch(word -> word.startsWith(beginning));
        }
    }
}
