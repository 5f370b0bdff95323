package org.guildhall.channel.teams;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.Council;
import org.guildhall.platform.SafeFetcher;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Teams' beans. No app password, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.teams.app-password")
class TeamsConfiguration {

    private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

    /** Every call says by itself where it goes; this is where Teams' services mostly are. */
    private static final URI ANYWHERE = URI.create("https://smba.trafficmanager.net");

    @Bean
    TeamsSetup teamsSetup(TeamsProperties properties) {
        return TeamsSetup.of(properties);
    }

    @Bean
    TeamsWeb teamsWeb() {
        return new TeamsWeb();
    }

    /** There before the first call, where they can be had; by this node's own clock, as Microsoft stamps by its own. */
    @Bean
    TeamsKeys teamsKeys(TeamsSetup setup, TeamsWeb teamsWeb) {
        TeamsKeys keys = new TeamsKeys(InstantSource.system());
        keys.refresh(teamsWeb, setup.properties().openidUrl());
        return keys;
    }

    @Bean
    Worker teamsKeysWorker(TeamsSetup setup, TeamsWeb teamsWeb, TeamsKeys teamsKeys, Signals signals) {
        return new Worker(
                "teams-keys",
                NOW_AND_THEN,
                () -> teamsKeys.refresh(teamsWeb, setup.properties().openidUrl()),
                signals);
    }

    @Bean
    TeamsLogin teamsLogin(TeamsSetup setup, TeamsWeb teamsWeb) {
        return new TeamsLogin(setup, teamsWeb, InstantSource.system());
    }

    @Bean
    JsonCaller teamsCaller(TeamsLogin teamsLogin) {
        return caller(teamsLogin);
    }

    @Bean
    TeamsConnector teamsService(TeamsSetup setup, JsonCaller teamsCaller, TeamsLogin teamsLogin) {
        return new TeamsConnector(setup, teamsCaller, teamsLogin);
    }

    @Bean
    TeamsStaff teamsStaff(TeamsSetup setup, TeamsConnector teamsService, Council council) {
        return new TeamsStaff(setup.properties(), teamsService, council.timeZone());
    }

    @Bean
    TeamsChannel teamsChannel(
            TeamsSetup setup,
            TeamsKeys teamsKeys,
            TeamsLogin teamsLogin,
            TeamsConnector teamsService,
            SafeFetcher fetcher) {
        TeamsProperties properties = setup.properties();
        return new TeamsChannel(
                setup,
                new TeamsToken(properties.appId(), teamsKeys, InstantSource.system()),
                teamsService,
                new TeamsFiles(properties, teamsLogin, fetcher));
    }

    static JsonCaller caller(TeamsLogin login) {
        return new JsonCaller(TeamsChannel.NAME, ANYWHERE, login::authorization);
    }
}
