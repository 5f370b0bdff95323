package org.guildhall.desk;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Where staff link what they are called at a messenger to their account: plain forms that work without a script. */
@Configuration(proxyBeanMethods = false)
class StaffLinkPages {

    private static final String PATH = "/desk/messengers";
    private static final Set<String> DONE = Set.of("unlink");
    private static final Sentences WORDS = Sentences.in("messages/staff-links");

    private final StaffLinks links;
    private final Council council;

    StaffLinkPages(StaffLinks links, Council council) {
        this.links = links;
        this.council = council;
    }

    @Bean
    RouterFunction<ServerResponse> staffLinkRoutes() {
        return RouterFunctions.route(GET(PATH), request -> page(request, HttpStatus.OK, Map.of()))
                .andRoute(POST(PATH + "/code"), this::code)
                .andRoute(POST(PATH + "/unlink"), this::unlink);
    }

    /**
     * One in the list.
     *
     * @param title the messenger as people call it
     * @param since in words
     */
    record Row(String channel, String account, String title, String since) {}

    private Mono<ServerResponse> page(ServerRequest request, HttpStatus status, Map<String, ?> more) {
        String done = request.queryParam("done").filter(DONE::contains).orElse("");
        return Caller.of(request).flatMap(links::of).flatMap(all -> {
            Map<String, Object> model = new HashMap<>();
            model.put("links", rows(all));
            if (!done.isEmpty()) {
                model.put("done", WORDS.say("done." + done));
            }
            model.putAll(more);
            return Pages.show(request, status, "desk/messengers", model);
        });
    }

    private List<Row> rows(List<StaffLinks.Link> links) {
        return links.stream()
                .map(link -> new Row(
                        link.channel(),
                        link.account(),
                        Spoken.messenger(link.channel()),
                        Spoken.at(link.since(), council.timeZone())))
                .toList();
    }

    /** Shown in the answer itself and nowhere else: after a redirect it would have to be kept somewhere. */
    private Mono<ServerResponse> code(ServerRequest request) {
        return Caller.of(request)
                .flatMap(links::code)
                .flatMap(code -> page(
                        request,
                        HttpStatus.CREATED,
                        Map.of("code", code.value(), "minutes", StaffLinks.GOOD.toMinutes())));
    }

    private Mono<ServerResponse> unlink(ServerRequest request) {
        return Mono.zip(Caller.of(request), request.formData())
                .flatMap(asked ->
                        links.unlink(asked.getT1(), value(asked.getT2(), "channel"), value(asked.getT2(), "account")))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new Problem(HttpStatus.NOT_FOUND, WORDS.say("missing"))))
                .flatMap(gone -> Pages.goTo(PATH + "?done=unlink"));
    }

    private static String value(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
