package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guildhall.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Who is there, what each takes on, and being away oneself: pages of the console that work without a script. */
@Component
final class PresenceRoutes {

    static final String PATH = "/desk/presence";

    /** Longer is no number of conversations. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    private final Presence presence;
    private final Duties duties;
    private final Workload workload;
    private final Desk desk;
    private final AssignmentProperties properties;

    PresenceRoutes(Presence presence, Duties duties, Workload workload, Desk desk, AssignmentProperties properties) {
        this.presence = presence;
        this.duties = duties;
        this.workload = workload;
        this.desk = desk;
        this.properties = properties;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), request -> list(request, "desk/presence"))
                .andRoute(GET("/desk/live/presence"), request -> list(request, "desk/presence :: people"))
                .andRoute(POST(PATH + "/away"), this::away)
                .andRoute(POST(PATH + "/back"), this::back)
                .andRoute(GET(PATH + "/people/{username}"), this::one)
                .andRoute(POST(PATH + "/people/{username}"), this::change)
                .andRoute(GET("/desk/live/conversations/{id}/company"), this::company)
                .andRoute(POST("/desk/live/here"), this::answered);
    }

    private Mono<ServerResponse> list(ServerRequest request, String template) {
        boolean done = request.queryParam("done").isPresent();
        return workload.everybody().flatMap(all -> {
            Map<String, Object> model = new HashMap<>();
            model.put(
                    "people",
                    all.colleagues().stream()
                            .map(one -> ColleagueRow.of(one, all.busy(one), properties.capacity()))
                            .toList());
            if (done) {
                model.put("done", WORDS.say("done.duty"));
            }
            return Pages.show(request, HttpStatus.OK, template, model);
        });
    }

    private Mono<ServerResponse> away(ServerRequest request) {
        return Caller.of(request).flatMap(duties::away).flatMap(here -> shown(request, here));
    }

    private Mono<ServerResponse> back(ServerRequest request) {
        return Caller.of(request).flatMap(duties::back).flatMap(here -> shown(request, here));
    }

    /** A script puts it in place, so that a reply that is half written stays; without one it is the queue again. */
    private static Mono<ServerResponse> shown(ServerRequest request, Presence.Here here) {
        return request.headers().firstHeader("HX-Request") == null
                ? Pages.goTo("/desk")
                : Pages.show(request, HttpStatus.OK, "desk/parts :: here", Map.of("duty", here));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        return colleague(request)
                .flatMap(one -> form(
                        request,
                        HttpStatus.OK,
                        one,
                        one.ownCapacity() == null ? "" : one.ownCapacity().toString(),
                        one.languages().stream().sorted().map(Languages::name).collect(Collectors.joining(", ")),
                        Map.of()));
    }

    private Mono<Colleague> colleague(ServerRequest request) {
        return duties.colleague(request.pathVariable("username"))
                .filter(one -> one.member().answers())
                .switchIfEmpty(Mono.error(PresenceRoutes::missing));
    }

    private Mono<ServerResponse> form(
            ServerRequest request,
            HttpStatus status,
            Colleague one,
            String capacity,
            String languages,
            Map<String, String> faults) {
        Map<String, Object> model = new HashMap<>();
        model.put("username", one.member().username());
        model.put("name", one.member().fullName());
        model.put("capacity", capacity);
        model.put("languages", languages);
        model.put("installation", properties.capacity());
        if (!faults.isEmpty()) {
            model.put("faults", faults);
        }
        return Pages.show(request, status, "desk/duty", model);
    }

    private Mono<ServerResponse> change(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData(), colleague(request))
                .flatMap(asked -> {
                    MultiValueMap<String, String> typed = asked.getT2();
                    WantedDuty wanted = wanted(typed);
                    Map<String, String> faults = wanted.faults();
                    return faults.isEmpty()
                            ? changed(asked.getT1(), asked.getT3(), wanted)
                            : form(
                                    request,
                                    HttpStatus.BAD_REQUEST,
                                    asked.getT3(),
                                    value(typed, "capacity"),
                                    value(typed, "languages"),
                                    inWords(faults));
                });
    }

    private Mono<ServerResponse> changed(StaffMember me, Colleague one, WantedDuty wanted) {
        return duties.change(me, one.member().username(), wanted)
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(PresenceRoutes::missing))
                .flatMap(done -> Pages.goTo(PATH + "?done=duty"));
    }

    /** What is no number is none that could be meant. */
    private static WantedDuty wanted(MultiValueMap<String, String> form) {
        String capacity = value(form, "capacity");
        List<String> languages = Arrays.stream(value(form, "languages").split("[,;\n]"))
                .map(String::strip)
                .filter(language -> !language.isEmpty())
                .toList();
        return new WantedDuty(
                capacity.isEmpty() ? null : NUMBER.matcher(capacity).matches() ? Integer.valueOf(capacity) : -1,
                List.copyOf(languages));
    }

    static Map<String, String> inWords(Map<String, String> faults) {
        Map<String, String> words = new LinkedHashMap<>();
        faults.forEach((field, key) -> words.put(field, WORDS.say(key, Map.of("most", WantedDuty.MOST))));
        return words;
    }

    private static String value(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private Mono<ServerResponse> company(ServerRequest request) {
        return Caller.of(request)
                .flatMap(me -> desk.company(me, ConversationPages.id(request)))
                .switchIfEmpty(Mono.error(ConversationPages::missing))
                .flatMap(company ->
                        Pages.show(request, HttpStatus.OK, "desk/parts :: company", Map.of("company", company)));
    }

    /** A page has answered its stream's beat. */
    private Mono<ServerResponse> answered(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData())
                .flatMap(asked -> Mono.justOrEmpty(Caller.uuid(value(asked.getT2(), "stream")))
                        .flatMap(stream -> presence.answered(asked.getT1(), stream)))
                .then(ServerResponse.noContent().build());
    }

    static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("staff.missing"));
    }
}
