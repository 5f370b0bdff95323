package org.guildhall.channel.teams;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.guildhall.canary.Canary;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;
import org.guildhall.simulator.TokenMaker;

/** A bot for tests, and what Teams might send it. */
final class Fixtures {

    static final String APP = "00000000-0000-4000-8000-0000000000aa";
    static final String PASSWORD = Canary.secret("canary-password");
    static final String TOKEN = Canary.secret("canary-token");
    static final String SERVICE = "https://smba.trafficmanager.net/uk/";
    static final String ROOM = "19:staffroom@thread.tacv2";
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    static final TokenMaker MICROSOFT = new TokenMaker();

    /** Gives out tokens, whatever the API does. */
    static final StubApi LOGIN =
            new StubApi(Answer.json(200, "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3599}"));

    private Fixtures() {}

    static TeamsProperties properties(URI loginUrl, String apiUrl) {
        return new TeamsProperties(
                APP,
                new Secret(PASSWORD),
                "council.example",
                loginUrl,
                URI.create("https://login.botframework.com/v1/.well-known/openidconfiguration"),
                apiUrl,
                Set.of("*.sharepoint.com", "smba.trafficmanager.net"),
                30,
                ROOM);
    }

    static TeamsChannel channel(URI apiUrl) {
        return channel(properties(LOGIN.url(), apiUrl.toString()));
    }

    static TeamsChannel channel(TeamsProperties properties) {
        return channel(properties, InstantSource.fixed(NOW));
    }

    static TeamsChannel channel(TeamsProperties properties, InstantSource clock) {
        TeamsSetup setup = TeamsSetup.of(properties);
        TeamsKeys keys = new TeamsKeys(clock);
        keys.take(MICROSOFT.keys());
        TeamsLogin login = new TeamsLogin(setup, new TeamsWeb(), clock);
        return new TeamsChannel(
                setup,
                new TeamsToken(APP, keys, clock),
                new TeamsConnector(setup, TeamsConfiguration.caller(login), login),
                new TeamsFiles(properties, login, FetcherFixture.fetcher()));
    }

    static TeamsReader reader() {
        return new TeamsReader(TeamsSetup.of(properties(NOWHERE, "")));
    }

    static byte[] body(String name) {
        return Posts.body(TeamsChannel.NAME, name);
    }

    static Webhook signed(byte[] body) {
        return with(body, MICROSOFT.token(APP, SERVICE, NOW));
    }

    static Webhook with(byte[] body, String token) {
        return Posts.post(body, Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token));
    }
}
