package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The page behind a link with which somebody chooses their password. What the link proves stands in its query, since paths get
 * into logs. Looking at it uses nothing up: programs that check links look at them too.
 */
@Component
final class LinkPages {

    static final String PATH = "/login/link";

    private final PasswordLinks links;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Entrance entrance;

    LinkPages(PasswordLinks links, Passwords passwords, SignIn signIn, Entrance entrance) {
        this.links = links;
        this.passwords = passwords;
        this.signIn = signIn;
        this.entrance = entrance;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), this::form).andRoute(POST(PATH), this::choose);
    }

    /** What somebody is given. */
    static String address(PublicUrl publicUrl, OpaqueToken key) {
        return publicUrl.at(PATH) + "?key=" + key.value();
    }

    private Mono<ServerResponse> form(ServerRequest request) {
        OpaqueToken key = new OpaqueToken(request.queryParam("key").orElse(""));
        return links.owner(key)
                .map(owner -> page(request, HttpStatus.OK, key, owner, null))
                .defaultIfEmpty(gone(request))
                .flatMap(page -> page);
    }

    private Mono<ServerResponse> page(
            ServerRequest request, HttpStatus status, OpaqueToken key, StaffMember owner, Pages.@Nullable Fault fault) {
        Map<String, Object> model =
                new HashMap<>(Map.of("key", key.value(), "username", owner.username(), "fullName", owner.fullName()));
        if (fault != null) {
            model.put("fault", fault);
        }
        return Pages.showToAnybody(request, status, "desk/new-password", model);
    }

    private static Mono<ServerResponse> gone(ServerRequest request) {
        return Mono.defer(() -> Pages.showToAnybody(request, HttpStatus.NOT_FOUND, "desk/new-password", Map.of()));
    }

    private Mono<ServerResponse> choose(ServerRequest request) {
        return request.formData().flatMap(form -> {
            OpaqueToken key = new OpaqueToken(SignInPages.value(form, "key"));
            String password = SignInPages.value(form, "password");
            return links.owner(key)
                    .map(owner -> choose(request, key, owner, password))
                    .defaultIfEmpty(gone(request))
                    .flatMap(answer -> answer);
        });
    }

    private Mono<ServerResponse> choose(ServerRequest request, OpaqueToken key, StaffMember owner, String password) {
        Optional<String> weakness = passwords.weakness(password, owner.username());
        if (weakness.isPresent()) {
            Pages.Fault fault = new Pages.Fault("password", WORDS.say(weakness.get()));
            return page(request, HttpStatus.BAD_REQUEST, key, owner, fault);
        }
        return passwords
                .hash(password)
                .flatMap(hash -> links.use(key, hash))
                .map(known -> enter(request, signIn.afterPassword(known)))
                .defaultIfEmpty(gone(request))
                .flatMap(answer -> answer);
    }

    private Mono<ServerResponse> enter(ServerRequest request, SignIn.Outcome outcome) {
        return switch (outcome) {
            case SignIn.Outcome.Welcome(StaffMember member) ->
                entrance.enter(request, member, Sessions.Through.PASSWORD, Entrance.HOME);
            case SignIn.Outcome.HalfWay half -> entrance.halfWay(request, half, Entrance.HOME);
            case SignIn.Outcome.Wrong wrong -> Pages.goTo(SignInPages.PATH);
            case SignIn.Outcome.Wait later -> Pages.goTo(SignInPages.PATH);
            case SignIn.Outcome.Busy busy -> Pages.goTo(SignInPages.PATH);
        };
    }
}
