package org.guildhall.channel;

import java.net.URI;
import org.guildhall.platform.StartRefused;

/** The address of a messenger's API, as it is set. */
public final class ApiUrl {

    private ApiUrl() {}

    /**
     * Checks that paths can be appended to it.
     *
     * @param prefix what the channel's properties begin with, ending in a dot
     * @param example the messenger's own
     * @throws StartRefused when they cannot
     */
    public static void check(String prefix, URI apiUrl, String example) {
        boolean http = "http".equals(apiUrl.getScheme()) || "https".equals(apiUrl.getScheme());
        if (!http
                || apiUrl.getHost() == null
                || apiUrl.getQuery() != null
                || apiUrl.toString().endsWith("/")) {
            throw new StartRefused(
                    prefix + "api-url must be an http or https address without a query and without a slash at the end.",
                    "Use for example " + example + " or http://localhost:8081.");
        }
    }
}
