package org.guildhall.channel.teams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.guildhall.message.Delivery;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/**
 * The bot's own token, which shows Teams who replies, kept until shortly before it runs out:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#bot-to-connector
 */
final class TeamsLogin {

    private static final String SCOPE = "https://api.botframework.com/.default";
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final long LONGEST_SECONDS = 24L * 60 * 60;

    private static final Token NONE = new Token("", Instant.MIN);

    private final TeamsSetup setup;
    private final TeamsWeb web;
    private final InstantSource clock;
    private volatile Token token = NONE;

    TeamsLogin(TeamsSetup setup, TeamsWeb web, InstantSource clock) {
        this.setup = setup;
        this.web = web;
        this.clock = clock;
    }

    /** A token; printed, it shows nothing. */
    private record Token(String value, Instant until) {
        @Override
        public String toString() {
            return "Token[until " + until + "]";
        }
    }

    /** What to show Teams; nothing useful before {@link #ready} was asked. */
    String authorization() {
        return "Bearer " + token.value();
    }

    /** Gets a token where there is none that holds; what keeps us from sending, or nothing. */
    Mono<Optional<Delivery>> ready() {
        return Mono.defer(
                () -> clock.instant().isBefore(token.until()) ? Mono.just(Optional.<Delivery>empty()) : ask());
    }

    /** The one we have is not taken any more. */
    void forget() {
        token = NONE;
    }

    private Mono<Optional<Delivery>> ask() {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        form.add("client_id", setup.properties().appId());
        form.add("client_secret", setup.properties().appPassword().value());
        form.add("scope", SCOPE);
        return web.post(setup.tokens(), form)
                .map(this::taken)
                .onErrorResume(trouble -> Mono.just(Optional.of(later("nobody answered"))));
    }

    private Optional<Delivery> taken(TeamsWeb.Answer answer) {
        String value = TeamsJson.text(answer.body(), "access_token");
        if (answer.successful() && !value.isEmpty()) {
            long seconds = Math.clamp(answer.body().path("expires_in").asLong(0), 0, LONGEST_SECONDS);
            Duration good = Duration.ofSeconds(seconds).minus(EARLY);
            token = new Token(value, clock.instant().plus(good.compareTo(SHORTEST) > 0 ? good : SHORTEST));
            return Optional.empty();
        }
        boolean passing = answer.successful() || answer.status() >= 500 || answer.status() == 429;
        return Optional.of(passing ? later("HTTP " + answer.status()) : TeamsErrors.wrongPassword());
    }

    private static Delivery later(String why) {
        return new Delivery.Deferred(null, "Teams: no token for the bot, " + why, false);
    }
}
