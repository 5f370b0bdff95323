package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.conversation.Messengers;
import org.guildhall.conversation.Search;
import org.guildhall.desk.ConversationPages.Option;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Looking for conversations: a page of the console with a plain form, and the same for programs. */
@Component
final class SearchRoutes {

    private final Desk desk;
    private final Teams teams;
    private final Messengers messengers;
    private final Council council;

    SearchRoutes(Desk desk, Teams teams, Messengers messengers, Council council) {
        this.desk = desk;
        this.teams = teams;
        this.messengers = messengers;
        this.council = council;
    }

    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route(GET(SearchForm.PATH), this::page);
    }

    /** Below {@code /api/desk}. */
    RouterFunction<ServerResponse> api() {
        return RouterFunctions.route(GET("/search"), this::json);
    }

    private Mono<ServerResponse> json(ServerRequest request) {
        SearchForm form = SearchForm.of(request);
        return Mono.zip(Caller.of(request), teams.all())
                .flatMap(asked -> form.fault(asked.getT2(), channels())
                        .map(fault -> Mono.<ServerResponse>error(wrong(fault)))
                        .orElseGet(() -> desk.search(asked.getT1(), form.wanted(council.timeZone()))
                                .map(DeskJson.Found::of)
                                .flatMap(found -> ServerResponse.ok().bodyValue(found))));
    }

    private static Problem wrong(Pages.Fault fault) {
        return new Problem(HttpStatus.BAD_REQUEST, fault.field() + ": " + fault.words()).naming(fault.field());
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        SearchForm form = SearchForm.of(request);
        return Mono.zip(Caller.of(request), teams.all()).flatMap(asked -> {
            Map<String, Object> model = form(form, asked.getT2());
            Pages.Fault fault = form.fault(asked.getT2(), channels()).orElse(null);
            if (fault != null) {
                model.put("fault", fault);
                return Pages.show(request, HttpStatus.BAD_REQUEST, "desk/search", model);
            }
            // Whoever only opens the page looks for nothing, and nothing need be written down.
            if (form.empty()) {
                return Pages.show(request, HttpStatus.OK, "desk/search", model);
            }
            return desk.search(asked.getT1(), form.wanted(council.timeZone())).flatMap(found -> {
                model.putAll(results(form, found, asked.getT1()));
                return Pages.show(request, HttpStatus.OK, "desk/search", model);
            });
        });
    }

    private Map<String, Object> form(SearchForm form, Set<String> known) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put(
                "teams",
                known.stream().map(team -> new Option(team, Spoken.name(team))).toList());
        model.put(
                "channels",
                channels().stream()
                        .map(channel -> new Option(channel, Spoken.messenger(channel)))
                        .toList());
        model.put("outcomes", options("outcome.", Desk.OUTCOMES.stream()));
        model.put("states", options("search.state.", Stream.of(SearchForm.OPEN, SearchForm.CLOSED)));
        return model;
    }

    private static List<Option> options(String family, Stream<String> words) {
        return words.map(word -> new Option(word, WORDS.say(family + word))).toList();
    }

    private Map<String, Object> results(SearchForm form, Search.Found found, StaffMember me) {
        Map<String, Object> model = new HashMap<>();
        model.put(
                "rows",
                found.hits().stream()
                        .map(hit -> SearchRow.of(hit, found.matching(), me, council.timeZone()))
                        .toList());
        Search.Place next = found.next();
        if (next != null) {
            model.put("older", form.pathAfter(next));
        }
        return model;
    }

    private Set<String> channels() {
        return messengers.all().stream().map(Messengers.Messenger::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
