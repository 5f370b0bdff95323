package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.guildhall.conversation.Search;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for, as it was asked: the same names in the console's form and for programs, and what is empty is not
 * asked for.
 *
 * @param q words, a reference, a name or a number
 * @param state {@code open} or {@code closed}
 * @param from the first day on which something was said
 * @param to the last such day
 * @param before where an earlier search ended
 */
record SearchForm(
        String q, String team, String channel, String outcome, String state, String from, String to, String before) {

    static final String PATH = "/desk/search";
    static final String OPEN = "open";
    static final String CLOSED = "closed";

    private static final Pattern DATE = Pattern.compile("[12]\\d{3}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT =
            Pattern.compile("[12]\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");

    static SearchForm of(ServerRequest request) {
        return new SearchForm(
                WrittenText.clean(request.queryParam("q").orElse("")),
                asked(request, "team"),
                asked(request, "channel"),
                asked(request, "outcome"),
                asked(request, "state"),
                asked(request, "from"),
                asked(request, "to"),
                asked(request, "before"));
    }

    private static String asked(ServerRequest request, String name) {
        return request.queryParam(name).orElse("").strip();
    }

    /** Whether nothing is asked for. */
    boolean empty() {
        return asked().isEmpty();
    }

    /** The first thing that cannot be looked for; empty when all can. */
    Optional<Pages.Fault> fault(Set<String> teams, Set<String> channels) {
        Map<String, Boolean> fine = new LinkedHashMap<>();
        fine.put("team", team.isEmpty() || teams.contains(team));
        fine.put("channel", channel.isEmpty() || channels.contains(channel));
        fine.put("outcome", outcome.isEmpty() || Desk.OUTCOMES.contains(outcome));
        fine.put("state", state.isEmpty() || state.equals(OPEN) || state.equals(CLOSED));
        fine.put("from", from.isEmpty() || date(from) != null);
        fine.put("to", to.isEmpty() || date(to) != null);
        fine.put("before", before.isEmpty() || place(before) != null);
        return fine.entrySet().stream()
                .filter(field -> !field.getValue())
                .map(field -> new Pages.Fault(field.getKey(), WORDS.say("search." + field.getKey())))
                .findFirst();
    }

    /** The same for the search, once there is no fault in it; days are those of the council. */
    Search.Wanted wanted(ZoneId zone) {
        LocalDate first = date(from);
        LocalDate last = date(to);
        return new Search.Wanted(
                q,
                given(team),
                given(channel),
                given(outcome),
                state.isEmpty() ? null : state.equals(OPEN),
                first == null ? null : first.atStartOfDay(zone).toInstant(),
                last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant(),
                place(before));
    }

    /** The page that goes on after a place. */
    String pathAfter(Search.Place place) {
        Map<String, String> asked = asked();
        asked.put("before", written(place));
        UriComponentsBuilder path = UriComponentsBuilder.fromPath(PATH);
        asked.keySet().forEach(name -> path.queryParam(name, "{" + name + "}"));
        URI uri = path.build(asked);
        return uri.toString();
    }

    private Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("q", q);
        asked.put("team", team);
        asked.put("channel", channel);
        asked.put("outcome", outcome);
        asked.put("state", state);
        asked.put("from", from);
        asked.put("to", to);
        asked.put("before", before);
        asked.values().removeIf(String::isEmpty);
        return asked;
    }

    /** A place in one word, as {@code before} takes it. */
    static String written(Search.Place place) {
        return place.at() + "_" + place.conversation();
    }

    private static Search.@Nullable Place place(String written) {
        int cut = written.indexOf('_');
        if (cut < 0 || !MOMENT.matcher(written.substring(0, cut)).matches()) {
            return null;
        }
        try {
            Instant at = Instant.parse(written.substring(0, cut));
            return Caller.uuid(written.substring(cut + 1))
                    .map(conversation -> new Search.Place(at, conversation))
                    .orElse(null);
        } catch (DateTimeException noSuchMoment) {
            return null;
        }
    }

    private static @Nullable LocalDate date(String written) {
        if (!DATE.matcher(written).matches()) {
            return null;
        }
        try {
            return LocalDate.parse(written);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static @Nullable String given(String value) {
        return value.isEmpty() ? null : value;
    }
}
