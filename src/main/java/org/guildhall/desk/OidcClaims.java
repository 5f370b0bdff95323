package org.guildhall.desk;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the council's own sign-in says of somebody, in our words.
 *
 * @param issuer who says it
 * @param subject whom it means by that; never given to anybody else, as an e-mail address may be
 * @param username as near to what they are called there as our usernames allow
 * @param name as colleagues and citizens see it
 * @param roles what they may do; nothing when empty
 * @param teams in which they are; null when the provider does not say
 */
record OidcClaims(
        String issuer,
        String subject,
        String username,
        String name,
        Set<Role> roles,
        @Nullable Set<String> teams) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_USERNAME = 40;

    /**
     * Reads claims.
     *
     * @param claims of a token that was checked, values as JSON has them
     */
    static OidcClaims of(OidcProperties properties, String issuer, String subject, Map<String, Object> claims) {
        return new OidcClaims(
                issuer,
                subject,
                username(claims, subject),
                name(claims),
                roles(properties, claims),
                properties.teamsClaim().isBlank()
                        ? null
                        : words(claims, properties.teamsClaim())
                                .flatMap(OidcClaims::team)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String username(Map<String, Object> claims, String subject) {
        String called = Stream.of("preferred_username", "upn", "email")
                .flatMap(claim -> text(claims, claim).stream())
                .findFirst()
                .orElse(subject);
        String plain = called.replaceFirst("@.*", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceFirst("^[._-]+", "");
        String fitting = plain.substring(0, Math.min(plain.length(), LONGEST_USERNAME));
        return fitting.isEmpty() ? "staff" : fitting;
    }

    private static String name(Map<String, Object> claims) {
        String called = Stream.of("name", "preferred_username", "email")
                .flatMap(claim -> text(claims, claim).stream())
                .map(words -> WrittenText.clean(words).replace('\n', ' '))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
        String name = called.substring(0, Math.min(called.length(), LONGEST_NAME));
        return name.isEmpty() ? DeskWords.WORDS.say("oidc.nameless") : name;
    }

    private static Optional<String> text(Map<String, Object> claims, String claim) {
        return claims.get(claim) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** Settings that come from the environment have lost their capitals. */
    private static Set<Role> roles(OidcProperties properties, Map<String, Object> claims) {
        Set<Role> roles = new HashSet<>();
        words(claims, properties.rolesClaim())
                .forEach(word -> properties.roles().forEach((value, meant) -> {
                    if (value.equalsIgnoreCase(word)) {
                        roles.addAll(meant);
                    }
                }));
        return roles;
    }

    /** {@code Council Tax} and {@code /teams/council-tax} are both the team {@code council-tax}. */
    private static Stream<String> team(String word) {
        String team = word.substring(word.lastIndexOf('/') + 1)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return Teams.NAME.matcher(team).matches() ? Stream.of(team) : Stream.empty();
    }

    /** The words of a claim: one, or a list, under its whole name or within another claim. */
    private static Stream<String> words(Map<String, Object> claims, String path) {
        Object found = claims.get(path);
        if (found == null) {
            found = within(claims, List.of(path.split("\\.")));
        }
        return switch (found) {
            case String word -> Stream.of(word);
            case Collection<?> all ->
                all.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.empty();
        };
    }

    private static @Nullable Object within(@Nullable Object claims, List<String> path) {
        Object at = claims;
        for (String step : path) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }
}
