package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.conversation.ChannelAccounts;
import org.guildhall.conversation.Messengers;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** How the messengers stand, in the console: supervisors and administrators look, administrators send themselves a test. */
@Component
final class ChannelPages {

    private static final String PATH = "/desk/channels";

    private final Messengers messengers;
    private final ChannelAccounts accounts;
    private final TestMessages tests;
    private final Council council;

    ChannelPages(Messengers messengers, ChannelAccounts accounts, TestMessages tests, Council council) {
        this.messengers = messengers;
        this.accounts = accounts;
        this.tests = tests;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), request -> page(request, HttpStatus.OK, Map.of()))
                .andRoute(POST(PATH + "/{name}/test"), this::test);
    }

    /**
     * How a test ended.
     *
     * @param words in a sentence
     * @param reason the messenger's own word for it, made visible, or null
     */
    record Result(String words, @Nullable String reason) {}

    private Mono<ServerResponse> page(ServerRequest request, HttpStatus status, Map<String, ?> more) {
        return accounts.all()
                .map(known -> ChannelJson.Channels.of(messengers.all(), known))
                .flatMap(all -> {
                    List<ChannelView> views = all.channels().stream()
                            .map(channel -> ChannelView.of(channel, council.timeZone()))
                            .toList();
                    Map<String, Object> model = new HashMap<>(more);
                    model.put("on", views.stream().filter(ChannelView::on).toList());
                    model.put("off", views.stream().filter(view -> !view.on()).toList());
                    return Pages.show(request, status, "desk/channels", model);
                });
    }

    /** Shown in the answer itself, as it says in the messenger's own words why it failed. */
    private Mono<ServerResponse> test(ServerRequest request) {
        String name = request.pathVariable("name");
        return Mono.zip(Caller.of(request), request.formData()).flatMap(asked -> {
            String address = asked.getT2().getFirst(TestMessages.FIELD);
            return tests.send(asked.getT1(), name, address)
                    .map(ChannelJson.Tested::of)
                    .flatMap(tested -> page(request, HttpStatus.OK, Map.of("result", result(name, tested))))
                    .onErrorResume(
                            Problem.class, problem -> again(request, name, address == null ? "" : address, problem));
        });
    }

    private static Result result(String name, ChannelJson.Tested tested) {
        String words = WORDS.say("channel.test." + tested.outcome(), Map.of("channel", Spoken.messenger(name)));
        return new Result(words, tested.reason() == null ? null : ShownText.visible(tested.reason()));
    }

    /** What was typed wrong can be put right on the page; that there is nothing to test cannot. */
    private Mono<ServerResponse> again(ServerRequest request, String name, String address, Problem problem) {
        if (problem.field() == null) {
            return Mono.error(problem);
        }
        Pages.Fault fault = new Pages.Fault("address-" + name, WORDS.say("channel.address"));
        return page(request, HttpStatus.BAD_REQUEST, Map.of("fault", fault, "typed", address, "typedFor", name));
    }
}
