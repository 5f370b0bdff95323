package org.guildhall.knowledge;

import java.util.Locale;

/** Whether everybody can read an article: its sentences, its words, its length. English only, but for the length. */
final class Readability {

    /** The reading age to stay below, in years, as far as it is shown; easier than 9 is no fault. */
    private static final double OLDEST = 11.05;

    /** Letters of a short answer, addresses included, that still fit on a telephone without scrolling far. */
    private static final int LONGEST_ANSWER = 600;

    private Readability() {}

    /** Whether this is more than everybody can read. */
    static boolean hard(double age) {
        return age >= OLDEST;
    }

    /** The reading age of an article; small talk has too few words for one. */
    static double age(Article article) {
        StringBuilder text = new StringBuilder();
        article.sections()
                .forEach(section -> text.append(Markdown.plain(section.text())).append('\n'));
        return ReadingAge.of(text.append(Markdown.plain(article.more())).toString());
    }

    static void check(Article article, Faults faults) {
        SourceLines lines = SourceLines.of(article);
        int letters = article.shortAnswer().text().length();
        if (letters > LONGEST_ANSWER) {
            faults.warning(
                    lines.body(),
                    Problem.Kind.LENGTH,
                    "the short answer has " + letters + " characters: keep what most people need, at most "
                            + LONGEST_ANSWER + ", and put the rest below a ## heading");
        }
        if (article.english()) {
            words(lines, faults);
        }
    }

    /** Questions are left alone: they are in citizens' words. */
    private static void words(SourceLines lines, Faults faults) {
        int title = lines.field("title");
        int body = lines.body();
        for (int at = 0; at < lines.lines().size(); at++) {
            int line = at + 1;
            if (line >= body || line == title) {
                PlainWords.in(lines.lines().get(at))
                        .forEach(hard -> faults.warning(
                                line,
                                Problem.Kind.HARD_WORD,
                                "\"" + hard.word() + "\" is a hard word. Plainer: " + hard.plain()));
            }
        }
    }

    /** What to say of an article that is too hard. */
    static String tooHard(double age) {
        return String.format(
                Locale.ROOT,
                "reading age %.1f: make sentences and words shorter until it is 11, or say in %s why it cannot be",
                age,
                EditorsNotes.HARDER);
    }
}
