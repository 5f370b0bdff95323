package org.guildhall.channel.teams;

import java.net.URI;
import java.util.regex.Pattern;
import org.guildhall.platform.StartRefused;

/** Settings that were found to work together. */
record TeamsSetup(TeamsProperties properties) {

    /** Of the directory in which bots without one of their own are kept. */
    private static final String ANY_TENANT = "botframework.com";

    private static final String PREFIX = "guildhall.channels.teams.";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9.-]{0,128}");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+");

    /**
     * Checks the settings.
     *
     * @throws StartRefused when they cannot work
     */
    static TeamsSetup of(TeamsProperties properties) {
        if (!ID.matcher(properties.appId()).matches()) {
            throw new StartRefused(
                    PREFIX + "app-id is missing or not an application's id.",
                    "Copy the *Microsoft App ID* from the bot's Configuration in the Azure portal.");
        }
        if (!TENANT.matcher(properties.tenant()).matches()) {
            throw new StartRefused(
                    PREFIX + "tenant is not a directory's id or domain.",
                    "Copy the *App Tenant ID* from the bot's Configuration in the Azure portal.");
        }
        if (!web(properties.loginUrl()) || properties.loginUrl().toString().endsWith("/")) {
            throw new StartRefused(
                    PREFIX + "login-url must be an http or https address without a slash at the end.",
                    "Leave it out, or use https://login.microsoftonline.com.");
        }
        if (!web(properties.openidUrl())) {
            throw new StartRefused(
                    PREFIX + "openid-url must be an http or https address.",
                    "Leave it out, or use https://login.botframework.com/v1/.well-known/openidconfiguration.");
        }
        if (!properties.apiUrl().isEmpty() && !address(properties.apiUrl())) {
            throw new StartRefused(
                    PREFIX + "api-url must be an http or https address without a query.",
                    "Leave it out: Teams says with each call where replies go.");
        }
        if (!properties.staffRoom().isEmpty() && !new TeamsPlace(properties.staffRoom(), "").callable()) {
            throw new StartRefused(
                    PREFIX + "staff-room is not a conversation's id.",
                    "It looks like 19:…@thread.tacv2 and stands in the link to the channel, or leave it out.");
        }
        for (String host : properties.mediaHosts()) {
            if (!HOST.matcher(host).matches()) {
                throw new StartRefused(
                        PREFIX + "media-hosts must be names of hosts, without https:// and without a path.",
                        "List names in lower case such as *.sharepoint.com.");
            }
        }
        return new TeamsSetup(properties);
    }

    private static boolean address(String text) {
        try {
            URI address = URI.create(text);
            return web(address) && address.getQuery() == null;
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }

    private static boolean web(URI address) {
        return address.getHost() != null && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
    }

    /** Where the bot gets its tokens: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
    URI tokens() {
        String tenant = properties.tenant().isEmpty() ? ANY_TENANT : properties.tenant();
        return URI.create(properties.loginUrl() + "/" + tenant + "/oauth2/v2.0/token");
    }

    /** Which services may be called at all: over TLS, but for a simulator that says by itself with which keys it signs. */
    Services services() {
        return new Services("http".equals(properties.openidUrl().getScheme()), properties.apiUrl());
    }

    /**
     * Services that replies may go to.
     *
     * @param simulated whether they may be called without TLS
     * @param instead where all replies go; empty when to the service that a call named
     */
    record Services(boolean simulated, String instead) {

        /** Whether this is the address of a service. */
        boolean allow(String service) {
            try {
                URI address = URI.create(service);
                return web(address)
                        && ("https".equals(address.getScheme()) || simulated)
                        && address.getUserInfo() == null
                        && address.getQuery() == null
                        && address.getFragment() == null
                        && !service.contains("%")
                        && !service.contains("{");
            } catch (IllegalArgumentException nonsense) {
                return false;
            }
        }
    }
}
