package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.regex.Pattern;
import org.guildhall.conversation.ChannelAccounts;
import org.guildhall.conversation.Messengers;
import org.guildhall.platform.Problem;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** How the messengers stand, for those who set them up. */
@Component
final class ChannelApi {

    /** No messenger's id of a person has spaces or control characters in it, or is longer. */
    private static final Pattern ADDRESS = Pattern.compile("[\\p{Graph}&&[^<>\"]]{1,200}");

    private final Messengers messengers;
    private final ChannelAccounts accounts;
    private final Audit audit;
    private final JsonBody bodies;

    ChannelApi(Messengers messengers, ChannelAccounts accounts, Audit audit, JsonBody bodies) {
        this.messengers = messengers;
        this.accounts = accounts;
        this.audit = audit;
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
        return Mono.zip(Caller.of(request), bodies.read(request, Test.class).map(ChannelApi::address))
                .delayUntil(asked -> testable(name))
                // Whom it went to is somebody's number and stays out of the audit.
                .delayUntil(asked -> audit.record(asked.getT1().username(), "channel.test", name))
                .flatMap(asked -> messengers.test(name, asked.getT2()))
                .map(ChannelJson.Tested::of)
                .flatMap(tested -> ServerResponse.ok().bodyValue(tested));
    }

    private static String address(Test body) {
        String address = body.address() == null ? "" : body.address().strip();
        if (!ADDRESS.matcher(address).matches()) {
            throw new Problem(HttpStatus.BAD_REQUEST, "address: " + WORDS.say("channel.address")).naming("address");
        }
        return address;
    }

    private Mono<Messengers.Messenger> testable(String name) {
        Messengers.Messenger messenger = messengers.all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, WORDS.say("channel.missing")));
        return messenger.testable()
                ? Mono.just(messenger)
                : Mono.error(new Problem(HttpStatus.CONFLICT, WORDS.say("channel.untestable")));
    }
}
