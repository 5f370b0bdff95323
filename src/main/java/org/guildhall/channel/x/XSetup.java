package org.guildhall.channel.x;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.guildhall.channel.ApiUrl;
import org.guildhall.platform.StartRefused;

/**
 * Settings that were found to work together.
 *
 * @param mostCalls how many messages a month the money is enough for; 0 when there is no limit
 */
record XSetup(XProperties properties, long mostCalls) {

    private static final String PREFIX = "guildhall.channels.x.";
    private static final Pattern ID = Pattern.compile("[0-9]{1,20}");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+");

    /**
     * Checks the settings.
     *
     * @throws StartRefused when they cannot work
     */
    static XSetup of(XProperties properties) {
        require(
                ID.matcher(properties.userId()).matches(),
                "user-id is missing or not an account's id (digits only).",
                "Ask GET /2/users/me with the account's token; it is not the name behind the @.");
        require(
                properties.consumerSecret().present(),
                "consumer-secret is missing, so nobody could tell X's calls from anybody else's.",
                "Copy the *API Key Secret* from the app's Keys and tokens in X's developer console.");
        require(
                !properties.clientId().isBlank() && properties.clientSecret().present(),
                "client-id or client-secret is missing, so no token could be had.",
                "Copy both from OAuth 2.0 Keys in X's developer console; the app must be a *Web App, Automated App or Bot*.");
        ApiUrl.check(PREFIX, properties.apiUrl(), "https://api.x.com");
        require(
                properties.mediaHosts().stream()
                        .allMatch(host -> HOST.matcher(host).matches()),
                "media-hosts must be names of hosts, without https:// and without a path.",
                "List names in lower case such as pbs.twimg.com, or *.twimg.com for all below one.");
        return new XSetup(properties, mostCalls(properties.spendCap(), properties.price()));
    }

    private static long mostCalls(BigDecimal cap, BigDecimal price) {
        if (cap.signum() == 0) {
            return 0;
        }
        require(
                cap.signum() > 0 && price.signum() > 0 && cap.compareTo(price) >= 0,
                "spend-cap is not even enough for one message at this price.",
                "Set it to what may be spent in a month, or leave it out where there is no limit.");
        return cap.divide(price, 0, RoundingMode.DOWN).longValue();
    }

    private static void require(boolean met, String what, String action) {
        if (!met) {
            throw new StartRefused(PREFIX + what, action);
        }
    }
}
