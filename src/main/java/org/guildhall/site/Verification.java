package org.guildhall.site;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.knowledge.Article;
import org.guildhall.knowledge.Versions;
import org.guildhall.platform.Permalinks;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whether something comes from us: a permanent link, a signed proof, or words that somebody was told. Plain blocking
 * Java: call it off the event loop.
 */
@Component
final class Verification {

    /** Fewer words are in too many articles, and in too many other texts. */
    private static final int FEWEST_WORDS = 5;

    /** So many articles are looked through, with all their versions. */
    private static final int NEAREST = 5;

    /** From this share of common runs on, words are ours with something changed in them. */
    private static final double ALIKE = 0.4;

    private static final Pattern PROOF = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final Pattern LINK =
            Pattern.compile("(?i)(?:https?://\\S+?)?/a/([0-9A-Z]{4}(?:-?[0-9A-Z]{4}){3})(?![0-9A-Z])");
    private static final Pattern LETTERS = Pattern.compile("(?i)[0-9A-Z]{4}(?:[- ]?[0-9A-Z]{4}){3}");
    private static final Pattern PAGE = Pattern.compile("(?i)https?://\\S+?/help/([A-Za-z0-9_-]+)\\S*");

    private final Archive archive;
    private final Versions versions;
    private final Library library;
    private final Seal seal;
    private final PublicUrl publicUrl;
    private final JsonMapper json;
    private volatile @Nullable Shelf shelf;

    Verification(Archive archive, Versions versions, Library library, Seal seal, PublicUrl publicUrl, JsonMapper json) {
        this.archive = archive;
        this.versions = versions;
        this.library = library;
        this.seal = seal;
        this.publicUrl = publicUrl;
        this.json = json;
    }

    /**
     * What there is to say.
     *
     * @param asked a link, its letters, a proof or words; not blank
     */
    Verdict of(String asked) {
        String text = asked.strip();
        Matcher proof = PROOF.matcher(text);
        if (proof.find()) {
            return proven(proof.group());
        }
        Matcher link = LINK.matcher(text);
        if (link.find()) {
            return linked(link.group(1), text.replace(link.group(), " "));
        }
        if (LETTERS.matcher(text).matches()) {
            return linked(text, "");
        }
        Matcher page = PAGE.matcher(text);
        if (page.matches()) {
            return library.now()
                    .find(page.group(1))
                    .<Verdict>map(Verdict.JustAPage::new)
                    .orElse(new Verdict.NotOurs(Verdict.Reason.LINK));
        }
        return worded(text);
    }

    private Verdict proven(String token) {
        return seal.opened(token)
                .flatMap(this::statement)
                .<Verdict>map(passport -> new Verdict.Ours(passport.kept(), passport.given(), false))
                .orElse(new Verdict.NotOurs(Verdict.Reason.PROOF));
    }

    /** We have signed it, so what it says is so; the words are read again all the same. */
    private Optional<Passport> statement(String payload) {
        try {
            JsonNode statement = json.readTree(payload);
            Instant given = Instant.parse(statement.path("given").asString(""));
            return versions.find(
                            statement.path("article").asString(""),
                            statement.path("version").asInt(0))
                    .map(kept -> new Passport(kept, given));
        } catch (JacksonException | DateTimeParseException notAStatement) {
            return Optional.empty();
        }
    }

    private Verdict linked(String letters, String rest) {
        Passport passport = Permalinks.read(letters).flatMap(archive::find).orElse(null);
        if (passport == null) {
            return new Verdict.NotOurs(Verdict.Reason.LINK);
        }
        Wording said = Wording.of(rest);
        if (said.length() < FEWEST_WORDS && said.addresses().isEmpty()) {
            return new Verdict.Ours(passport.kept(), passport.given(), false);
        }
        return compared(said, passport.kept(), passport.given()).orElseGet(() -> {
            boolean alike = alike(said.runs(), passport.kept()) >= ALIKE;
            Verdict.Reason reason = alike ? Verdict.Reason.WORDS : Verdict.Reason.BESIDE;
            return new Verdict.Changed(passport.kept(), passport.given(), reason);
        });
    }

    private Verdict worded(String text) {
        Wording said = Wording.of(text);
        if (said.length() < FEWEST_WORDS) {
            return new Verdict.NotOurs(Verdict.Reason.SHORT);
        }
        Set<Integer> runs = said.runs();
        List<String> nearest = shelf().nearest(runs);
        List<Versions.Kept> all =
                nearest.stream().flatMap(id -> versions.of(id).stream()).toList();
        Optional<Verdict> ours = all.stream()
                .flatMap(kept -> compared(said, kept, null).stream())
                .min(Comparator.comparing(verdict -> verdict instanceof Verdict.Changed));
        return ours.orElseGet(() -> all.stream()
                .max(Comparator.comparingDouble(kept -> alike(runs, kept)))
                .filter(kept -> alike(runs, kept) >= ALIKE)
                .<Verdict>map(kept -> new Verdict.Changed(kept, null, Verdict.Reason.WORDS))
                .orElse(new Verdict.NotOurs(Verdict.Reason.WORDS)));
    }

    private static double alike(Set<Integer> runs, Versions.Kept kept) {
        return Wording.share(runs, Wording.of(kept.version().article()).runs());
    }

    /** What is said of words that are those of a version, wholly or with others around them; empty when they are not. */
    private Optional<Verdict> compared(Wording said, Versions.Kept kept, @Nullable Instant given) {
        Article article = kept.version().article();
        Wording ours = Wording.of(article);
        boolean part = said.within(ours);
        boolean more = !part
                && article.sections().stream()
                        .map(section -> Wording.of(section.text()))
                        .anyMatch(section -> section.length() >= FEWEST_WORDS && section.within(said));
        if (!part && !more) {
            return Optional.empty();
        }
        return Optional.of(
                said.addresses().stream().allMatch(address -> ours.addresses().contains(address) || here(address))
                        ? new Verdict.Ours(kept, given, more)
                        : new Verdict.Changed(kept, given, Verdict.Reason.ADDRESS));
    }

    /** Our own pages, which messengers put below an answer. */
    private boolean here(String address) {
        String own =
                Wording.of(publicUrl.at("/")).addresses().stream().findFirst().orElse("");
        return !own.isEmpty() && (address.equals(own) || address.startsWith(own + "/"));
    }

    private Shelf shelf() {
        Catalogue catalogue = library.now();
        Shelf known = shelf;
        if (known == null || known.publication() != catalogue.publication()) {
            known = Shelf.of(catalogue, versions.gone(catalogue.publication()));
            shelf = known;
        }
        return known;
    }

    /** The runs of words of each article as it was last, by id; also of those that are no longer published. */
    private record Shelf(long publication, Map<String, Set<Integer>> runs) {

        static Shelf of(Catalogue catalogue, List<Versions.Kept> gone) {
            Map<String, Set<Integer>> runs = new HashMap<>();
            gone.forEach(kept -> put(runs, kept.version().article()));
            catalogue.articles().forEach(version -> put(runs, version.article()));
            return new Shelf(catalogue.publication(), runs);
        }

        private static void put(Map<String, Set<Integer>> runs, Article article) {
            runs.put(article.id(), Wording.of(article).runs());
        }

        List<String> nearest(Set<Integer> said) {
            return runs.entrySet().stream()
                    .filter(article -> Wording.share(said, article.getValue()) > 0)
                    .sorted(Comparator.<Map.Entry<String, Set<Integer>>>comparingDouble(
                                    article -> Wording.share(said, article.getValue()))
                            .reversed())
                    .limit(NEAREST)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
