package org.guildhall.channel.meta;

import java.net.URI;
import java.util.Collection;
import java.util.regex.Pattern;
import org.guildhall.channel.ApiUrl;
import org.guildhall.platform.Secret;
import org.guildhall.platform.StartRefused;

/**
 * Checks the settings that Meta's messengers have in common. Each check throws {@link StartRefused} with what a person
 * should do.
 *
 * @param prefix what the properties begin with, ending in a dot
 */
public record MetaSettings(String prefix) {

    private static final Pattern ID = Pattern.compile("[0-9]{1,32}");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+");

    /**
     * Checks Meta's id of our side.
     *
     * @param property its name without the prefix
     * @param what of whom it is the id, with an article
     * @param where how to find it
     */
    public void checkId(String id, String property, String what, String where) {
        if (!ID.matcher(id).matches()) {
            throw new StartRefused(prefix + property + " is missing or not " + what + " id (digits only).", where);
        }
    }

    /** Checks that there is what makes calls Meta's, and what it shakes hands with. */
    public void checkDoor(MetaDoor door) {
        require(
                door.appSecret(),
                "app-secret is missing, so nobody could tell Meta's calls from anybody else's.",
                "Copy it from App settings > Basic in Meta's app dashboard.");
        require(
                door.verifyToken(),
                "verify-token is missing, so Meta could not register the webhook.",
                "Set it to a long random word, for example the output of `openssl rand -hex 32`,"
                        + " and enter the same word at Meta.");
    }

    private void require(Secret secret, String what, String action) {
        if (!secret.present()) {
            throw new StartRefused(prefix + what, action);
        }
    }

    /** Checks that paths can be appended to the address of the API. */
    public void checkApiUrl(URI apiUrl) {
        ApiUrl.check(prefix, apiUrl, "https://graph.facebook.com/v25.0");
    }

    /** Checks all that an account on the Messenger Platform needs but its id, which has another name in each. */
    public void check(PlatformChannel.Account account) {
        checkDoor(account.door());
        checkApiUrl(account.apiUrl());
        checkMediaHosts(account.mediaHosts());
    }

    /** Checks that these are names of hosts, of which the first word may be a star. */
    public void checkMediaHosts(Collection<String> hosts) {
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw new StartRefused(
                        prefix + "media-hosts must be names of hosts, without https:// and without a path.",
                        "List names in lower case such as cdn.fbsbx.com, or *.fbcdn.net for all below one.");
            }
        }
    }
}
