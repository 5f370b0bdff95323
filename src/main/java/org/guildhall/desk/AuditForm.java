package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which lines of the audit somebody wants, as it was asked: the same names in the console's form and for programs, and what is empty is
 * not asked for.
 *
 * @param who a username
 * @param what the beginning of what was done, for instance {@code conversation}
 * @param subject a conversation's id or reference, or a username
 * @param from the first day
 * @param to the last day
 * @param before where an earlier page ended
 */
record AuditForm(String who, String what, String subject, String from, String to, String before) {

    private static final Pattern DATE = Pattern.compile("[12]\\d{3}-\\d{2}-\\d{2}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final int LONGEST = 200;

    static AuditForm of(ServerRequest request) {
        return new AuditForm(
                asked(request, "who"),
                asked(request, "what"),
                asked(request, "subject"),
                asked(request, "from"),
                asked(request, "to"),
                asked(request, "before"));
    }

    private static String asked(ServerRequest request, String name) {
        String asked = WrittenText.clean(request.queryParam(name).orElse(""));
        return asked.substring(0, Math.min(asked.length(), LONGEST));
    }

    /** The first thing that cannot be looked for; empty when all can. */
    Optional<Pages.Fault> fault() {
        Map<String, Boolean> fine = new LinkedHashMap<>();
        fine.put("from", from.isEmpty() || date(from) != null);
        fine.put("to", to.isEmpty() || date(to) != null);
        fine.put("before", before.isEmpty() || NUMBER.matcher(before).matches());
        return fine.entrySet().stream()
                .filter(field -> !field.getValue())
                .map(field -> new Pages.Fault(field.getKey(), WORDS.say("search." + field.getKey())))
                .findFirst();
    }

    /**
     * The same for the audit, once there is no fault in it; days are those of the council.
     *
     * @param meant what the subject turned out to be
     */
    Audit.Wanted wanted(String meant, ZoneId zone) {
        LocalDate first = date(from);
        LocalDate last = date(to);
        return new Audit.Wanted(
                given(who.toLowerCase(Locale.ROOT)),
                given(meant),
                given(what),
                first == null ? null : first.atStartOfDay(zone).toInstant(),
                last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant(),
                before.isEmpty() ? null : Long.valueOf(before));
    }

    /** Which of the fields are asked for; what was typed into them may be anything. */
    List<String> filters() {
        return asked().keySet().stream().filter(name -> !name.equals("before")).toList();
    }

    /** The same question at another address. */
    String at(String path, Map<String, String> more) {
        Map<String, String> asked = asked();
        asked.putAll(more);
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path);
        asked.keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
        URI built = uri.build(asked);
        return built.toString();
    }

    private Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("who", who);
        asked.put("what", what);
        asked.put("subject", subject);
        asked.put("from", from);
        asked.put("to", to);
        asked.put("before", before);
        asked.values().removeIf(String::isEmpty);
        return asked;
    }

    private static @Nullable LocalDate date(String written) {
        try {
            return DATE.matcher(written).matches() ? LocalDate.parse(written) : null;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static @Nullable String given(String value) {
        return value.isEmpty() ? null : value;
    }
}
