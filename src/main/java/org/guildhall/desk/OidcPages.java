package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Redacted;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Signing in with the council's own accounts: away to its provider, and back with what that says. By links and not by forms, which
 * browsers let lead nowhere else. Without a provider in the settings nothing is here.
 */
@Component
final class OidcPages implements CouncilAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(OidcPages.class);

    private static final String AWAY = "/login/oidc";
    private static final String BACK = "/login/oidc/back";

    private final OidcProperties properties;
    private final @Nullable OidcProvider provider;
    private final OidcVisits visits;
    private final Identities identities;
    private final Entrance entrance;
    private final SessionCookie cookie;
    private final PublicUrl publicUrl;
    private final Audit audit;

    OidcPages(
            SignInProperties properties,
            OidcVisits visits,
            Identities identities,
            Entrance entrance,
            SessionCookie cookie,
            PublicUrl publicUrl,
            Audit audit) {
        this.properties = properties.oidc();
        this.provider = this.properties.on() ? new OidcProvider(this.properties, publicUrl.at(BACK)) : null;
        this.visits = visits;
        this.identities = identities;
        this.entrance = entrance;
        this.cookie = cookie;
        this.publicUrl = publicUrl;
        this.audit = audit;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(AWAY), this::away).andRoute(GET(BACK), this::back);
    }

    @Override
    public Optional<String> name() {
        return properties.on() ? Optional.of(properties.name()) : Optional.empty();
    }

    @Override
    public Mono<Optional<String>> elsewhere(boolean wanted) {
        OidcProvider asked = provider;
        return Mono.just(
                asked == null || !wanted
                        ? Optional.empty()
                        : asked.signOut(publicUrl.at(SignInPages.PATH)).map(URI::toString));
    }

    private OidcProvider provider() {
        OidcProvider configured = provider;
        if (configured == null) {
            throw new Problem(HttpStatus.NOT_FOUND, WORDS.say("route.missing"));
        }
        return configured;
    }

    private Mono<ServerResponse> away(ServerRequest request) {
        OidcProvider asked = provider();
        OidcVisits.Visit visit = OidcVisits.Visit.to(SignInPages.onward(request.queryParam("next")));
        return asked.address(visit)
                .flatMap(address -> visits.begin(visit)
                        .doOnNext(id -> cookie.setAway(request.exchange(), id))
                        .then(ServerResponse.seeOther(address).build()))
                .onErrorResume(e -> {
                    LOG.warn("The council's sign-in cannot be had just now: {}", trouble(e));
                    return refused(request, HttpStatus.SERVICE_UNAVAILABLE, "oidc.away");
                });
    }

    private Mono<ServerResponse> back(ServerRequest request) {
        OidcProvider asked = provider();
        String state = request.queryParam("state").orElse("");
        Optional<String> code = request.queryParam("code");
        return cookie.away(request.exchange())
                .map(visits::end)
                .orElseGet(Mono::empty)
                .filter(visit -> visit.state().equals(state))
                .map(visit -> code.map(given -> returned(request, asked, visit, given))
                        // They did not want to, or the provider would not.
                        .orElseGet(() -> refused(request, HttpStatus.UNAUTHORIZED, "oidc.refused")))
                .defaultIfEmpty(Mono.defer(() -> refused(request, HttpStatus.BAD_REQUEST, "oidc.stale")))
                .flatMap(answer -> answer);
    }

    private Mono<ServerResponse> returned(
            ServerRequest request, OidcProvider asked, OidcVisits.Visit visit, String code) {
        return asked.claims(visit, visit.state(), code)
                .flatMap(identities::meet)
                .flatMap(met -> answer(request, visit, met))
                .onErrorResume(e -> {
                    LOG.warn("Somebody came back from the council's sign-in with nothing that counts: {}", trouble(e));
                    return refused(request, HttpStatus.UNAUTHORIZED, "oidc.refused");
                });
    }

    /** What whoever runs the server needs to put it right; nothing of who came, and no token. */
    private static String trouble(Throwable e) {
        return switch (e) {
            case OAuth2AuthenticationException refusal
            when refusal.getError().getErrorCode().matches("[\\w.]{1,60}") ->
                refusal.getError().getErrorCode();
            // Our own words, about the settings.
            case IllegalStateException ours -> String.valueOf(ours.getMessage());
            default -> Redacted.kind(e);
        };
    }

    private Mono<ServerResponse> answer(ServerRequest request, OidcVisits.Visit visit, Identities.Met met) {
        return switch (met) {
            case Identities.Met.Known(StaffMember member) ->
                entrance.enter(request, member, Sessions.Through.OIDC, visit.onward());
            case Identities.Met.NoRole none -> turnedAway(request, "oidc.no-role");
            case Identities.Met.SwitchedOff off -> turnedAway(request, "oidc.off");
        };
    }

    private Mono<ServerResponse> turnedAway(ServerRequest request, String key) {
        return audit.record("nobody", "sign-in.failed", "council account", Map.of("why", key))
                .then(refused(request, HttpStatus.FORBIDDEN, key));
    }

    private static Mono<ServerResponse> refused(ServerRequest request, HttpStatus status, String key) {
        return Mono.defer(
                () -> Pages.showToAnybody(request, status, "desk/turned-away", Map.of("why", WORDS.say(key))));
    }
}
