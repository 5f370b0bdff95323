package org.guildhall.desk;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import org.guildhall.conversation.ChannelAccounts;
import org.guildhall.conversation.Messengers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** How the messengers stand, for those who set them up. */
@Component
final class ChannelApi {

    private final Messengers messengers;
    private final ChannelAccounts accounts;
    private final TestMessages tests;
    private final JsonBody bodies;

    ChannelApi(Messengers messengers, ChannelAccounts accounts, TestMessages tests, JsonBody bodies) {
        this.messengers = messengers;
        this.accounts = accounts;
        this.tests = tests;
        this.bodies = bodies;
    }

    /** What can be asked, below {@code /api/desk}. */
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/channels"), this::all).andRoute(POST("/channels/{name}/test"), this::test);
    }

    /** The body of a test: the messenger's own id of whom to write to. */
    record Test(@Nullable String address) {}

    private Mono<ServerResponse> all(ServerRequest request) {
        return accounts.all()
                .map(known -> ChannelJson.Channels.of(messengers.all(), known))
                .flatMap(channels -> ServerResponse.ok().bodyValue(channels));
    }

    private Mono<ServerResponse> test(ServerRequest request) {
        String name = request.pathVariable("name");
        return Mono.zip(Caller.of(request), bodies.read(request, Test.class))
                .flatMap(asked -> tests.send(asked.getT1(), name, asked.getT2().address()))
                .map(ChannelJson.Tested::of)
                .flatMap(tested -> ServerResponse.ok().bodyValue(tested));
    }
}
