package org.guildhall.channel.x;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.guildhall.channel.Costs;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.OnlyWith;
import org.guildhall.platform.Database;
import org.guildhall.platform.SafeFetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** X's beans. No refresh token, no beans. */
@Configuration(proxyBeanMethods = false)
@OnlyWith("guildhall.channels.x.refresh-token")
class XConfiguration {

    @Bean
    XSetup xSetup(XProperties properties) {
        return XSetup.of(properties);
    }

    @Bean
    JsonCaller xLogin(XSetup xSetup) {
        return login(xSetup);
    }

    @Bean
    XAccess xAccess(XSetup xSetup, JsonCaller xLogin, Database database) {
        return new XAccess(xLogin, new KeptTokens(xSetup.properties(), database));
    }

    @Bean
    JsonCaller xCaller(XSetup xSetup, XAccess xAccess) {
        return caller(xSetup, xAccess);
    }

    @Bean
    XChannel xChannel(
            XSetup xSetup,
            JsonCaller xCaller,
            XAccess xAccess,
            Database database,
            SafeFetcher fetcher,
            Costs costs,
            Invitations invitations) {
        return new XChannel(
                xSetup,
                xCaller,
                xAccess,
                new CountedSpending(xSetup, database),
                new XFiles(xSetup.properties(), xAccess, fetcher),
                costs::charged,
                invitations::first);
    }

    /** Who asks for tokens: https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token */
    static JsonCaller login(XSetup setup) {
        XProperties properties = setup.properties();
        return new JsonCaller(
                XChannel.NAME + "-login",
                properties.apiUrl(),
                () -> "Basic "
                        + encoded(properties.clientId() + ":"
                                + properties.clientSecret().value()));
    }

    static JsonCaller caller(XSetup setup, XAccess access) {
        return new JsonCaller(XChannel.NAME, setup.properties().apiUrl(), access::authorization);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
