package org.guildhall.knowledge;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an editor should look at in a folder of articles.
 *
 * @param articles how many are in order
 * @param errors what keeps files from being published
 * @param warnings what is publishable and still not good, by file and line
 * @param readingAges in years, by article; about 9 to 11 is what everybody can read
 */
public record Lint(int articles, List<Problem> errors, List<Problem> warnings, Map<String, Double> readingAges) {

    private static final int ENOUGH_QUESTIONS = 5;

    /** Looks at a folder by reading it, with today's date of this machine. */
    static Lint of(Path root) {
        return of(root, Folder.read(root, OperatorsValues.ofProcess()));
    }

    /**
     * Reads a folder, and asks its articles their own questions of an index that is made for that, as a server makes it.
     * With today's date of this machine.
     *
     * @param root the folder of articles
     * @param cache folder in which vectors are kept; made when it is missing
     * @param progress told how far it has come
     * @throws java.io.UncheckedIOException when the folder cannot be listed
     */
    public static Lint of(Path root, Path cache, Progress progress) {
        Folder folder = Folder.read(root, OperatorsValues.ofProcess());
        Lint read = of(root, folder);
        if (folder.articles().values().stream().noneMatch(Article::english)) {
            return read;
        }
        try (Library library = Library.open(folder, cache, Set.of(), progress)) {
            List<Problem> warnings = new ArrayList<>(read.warnings());
            warnings.addAll(new CrossExamination(library.index(), folder.files()).problems(progress));
            return new Lint(read.articles(), read.errors(), inOrder(warnings), read.readingAges());
        }
    }

    private static Lint of(Path root, Folder folder) {
        EditorsNotes notes = EditorsNotes.read(root, folder.files().keySet());
        return of(folder, notes, LocalDate.now(ZoneId.systemDefault()));
    }

    static Lint of(Folder folder, LocalDate today) {
        return of(folder, EditorsNotes.NONE, today);
    }

    static Lint of(Folder folder, EditorsNotes notes, LocalDate today) {
        List<Problem> warnings = new ArrayList<>(folder.warnings());
        warnings.addAll(notes.warnings());
        Map<String, Double> ages = new TreeMap<>();
        Map<String, String> owners = new HashMap<>();
        Links links = Links.of(folder);
        folder.articles().forEach((id, article) -> {
            Faults faults = new Faults(folder.files().getOrDefault(id, id));
            check(article, today, faults);
            links.check(article, faults);
            duplicates(article, owners, faults);
            Readability.check(article, faults);
            Translations.check(article, folder.articles(), faults);
            if (article.kind() != Passage.Kind.SMALLTALK && article.english()) {
                double age = Readability.age(article);
                ages.put(id, age);
                if (Readability.hard(age) && !notes.harder().containsKey(id)) {
                    faults.warning(SourceLines.of(article).body(), Problem.Kind.READING_AGE, Readability.tooHard(age));
                }
            }
            warnings.addAll(faults.warnings());
        });
        warnings.addAll(outlived(notes, ages));
        warnings.addAll(Translations.missing(folder, notes.mostAsked().keySet()));
        missing(folder, warnings);
        return new Lint(folder.articles().size(), folder.errors(), inOrder(warnings), ages);
    }

    private static List<Problem> inOrder(List<Problem> warnings) {
        return warnings.stream()
                .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
                .toList();
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
    }

    private static void duplicates(Article article, Map<String, String> owners, Faults faults) {
        for (String question : article.questions()) {
            String owner = owners.putIfAbsent(normal(question), article.id());
            if (owner != null) {
                faults.warning(
                        SourceLines.of(article).question(question),
                        Problem.Kind.DUPLICATE,
                        "the question \"" + question + "\" is also in " + owner + ": keep it where it is answered");
            }
        }
    }

    /** What two questions have in common that differ in nothing but how they are typed. */
    static String normal(String question) {
        return String.join(" ", Words.surface(Cleaner.clean(question)));
    }

    /** A reason that nobody needs any more would excuse the next hard text too. */
    private static List<Problem> outlived(EditorsNotes notes, Map<String, Double> ages) {
        List<Problem> outlived = new ArrayList<>();
        notes.harder().forEach((id, line) -> {
            Double age = ages.get(id);
            if (age != null && !Readability.hard(age)) {
                outlived.add(new Problem(
                        EditorsNotes.HARDER,
                        line,
                        Problem.Kind.READING_AGE,
                        id + " is easy enough to read by now: remove the line"));
            }
        });
        return outlived;
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
}
