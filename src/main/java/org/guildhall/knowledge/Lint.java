package org.guildhall.knowledge;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an editor should look at in a folder of articles.
 *
 * @param articles how many are in order
 * @param errors what keeps files from being published
 * @param warnings what is publishable and still not good
 * @param readingAges in years, by article; about 9 to 11 is what everybody can read
 */
public record Lint(int articles, List<Problem> errors, List<Problem> warnings, Map<String, Double> readingAges) {

    private static final int ENOUGH_QUESTIONS = 5;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]*)([^)]*)(\\)?)");
    private static final Pattern ADDRESS = Pattern.compile(
            "(https?://[^\\s/]+\\.[^\\s]+|https?://localhost.*|mailto:.+@.+|tel:[+0-9-]+|/[^\\s]*|#.*)");

    /** Looks at a folder, with today's date of this machine. */
    public static Lint of(Path root) {
        return of(Folder.read(root, OperatorsValues.ofProcess()), LocalDate.now(java.time.ZoneId.systemDefault()));
    }

    static Lint of(Folder folder, LocalDate today) {
        List<Problem> warnings = new ArrayList<>(folder.warnings());
        Map<String, Double> ages = new TreeMap<>();
        Map<String, String> owners = new HashMap<>();
        folder.articles().forEach((id, article) -> {
            Faults faults = new Faults(folder.files().getOrDefault(id, id));
            check(article, today, faults);
            duplicates(article, owners, faults);
            warnings.addAll(faults.warnings());
            if (article.kind() == Passage.Kind.ANSWER && article.english()) {
                ages.put(id, ReadingAge.of(text(article)));
            }
        });
        missing(folder, warnings);
        return new Lint(folder.articles().size(), folder.errors(), List.copyOf(warnings), ages);
    }

    private static void check(Article article, LocalDate today, Faults faults) {
        if (article.questions().size() < ENOUGH_QUESTIONS) {
            faults.warning(
                    1,
                    Problem.Kind.QUESTIONS,
                    "only " + article.questions().size() + " questions: add some until there are " + ENOUGH_QUESTIONS
                            + ", worded as people ask");
        }
        LocalDate review = article.reviewBy();
        if (review == null) {
            faults.warning(
                    1, Problem.Kind.REVIEW, "no review-by: add the day on which its owner should look at it again");
        } else if (review.isBefore(today)) {
            faults.warning(
                    1, Problem.Kind.REVIEW, "review-by " + review + " has passed: check the facts and set a new day");
        }
        links(article, faults);
    }

    private static void links(Article article, Faults faults) {
        int line = 0;
        for (String text : article.source().lines().toList()) {
            line++;
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                boolean whole = link.group(3).equals(")")
                        && ADDRESS.matcher(link.group(1)).matches();
                if (!whole) {
                    faults.warning(
                            line,
                            Problem.Kind.LINK,
                            "the link to \"" + link.group(1) + "\" is broken: write [words](https://…)");
                }
            }
        }
    }

    private static void duplicates(Article article, Map<String, String> owners, Faults faults) {
        for (String question : article.questions()) {
            String normal = String.join(" ", Words.surface(Cleaner.clean(question)));
            String owner = owners.putIfAbsent(normal, article.id());
            if (owner != null) {
                faults.warning(
                        1,
                        Problem.Kind.DUPLICATE,
                        "the question \"" + question + "\" is also in " + owner + ": keep it where it is answered");
            }
        }
    }

    private static void missing(Folder folder, List<Problem> warnings) {
        if (folder.articles().values().stream().noneMatch(article -> article.kind() == Passage.Kind.DANGER)) {
            warnings.add(new Problem(
                    ".",
                    1,
                    Problem.Kind.MISSING,
                    "no article of kind danger: nobody in danger would get the emergency numbers"));
        }
        for (String id : new TreeSet<>(SmallTalk.RESERVED)) {
            Article article = folder.articles().get(id);
            if (article == null || article.kind() != Passage.Kind.SMALLTALK) {
                warnings.add(new Problem(
                        ".", 1, Problem.Kind.MISSING, "no article " + id + ".md of kind smalltalk: add one"));
            }
        }
    }

    private static String text(Article article) {
        StringBuilder text = new StringBuilder();
        article.sections()
                .forEach(section -> text.append(Markdown.plain(section.text())).append('\n'));
        return text.append(Markdown.plain(article.more())).toString();
    }
}
