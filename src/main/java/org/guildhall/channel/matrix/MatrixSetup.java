package org.guildhall.channel.matrix;

import java.util.regex.Pattern;
import org.guildhall.channel.ApiUrl;
import org.guildhall.platform.StartRefused;

/** Settings that were found to work together. */
record MatrixSetup(MatrixProperties properties) {

    private static final String PREFIX = "guildhall.channels.matrix.";
    /** https://spec.matrix.org/latest/appendices/#user-identifiers */
    private static final Pattern USER = Pattern.compile("@[a-z0-9._=+-]+:[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+");

    /**
     * Checks the settings.
     *
     * @throws StartRefused when they cannot work
     */
    static MatrixSetup of(MatrixProperties properties) {
        require(
                USER.matcher(properties.userId()).matches(),
                "user-id is missing or not an account's id.",
                "Write the registration's sender_localpart and the homeserver's name, for instance @council:example.org.");
        require(
                properties.hsToken().present(),
                "hs-token is missing, so nobody could tell the homeserver's calls from anybody else's.",
                "Set it to the same long random word as hs_token in the registration file.");
        require(
                !properties.hsToken().equals(properties.asToken()),
                "hs-token and as-token are the same, so whoever is called could call as us.",
                "Make two long random words, for example with `openssl rand -hex 32`.");
        ApiUrl.check(PREFIX, properties.apiUrl(), "https://matrix.example.org");
        require(
                properties.mediaHosts().stream()
                        .allMatch(host -> HOST.matcher(host).matches()),
                "media-hosts must be names of hosts, without https:// and without a path.",
                "List names in lower case such as media.example.org, or *.example.org for all below one.");
        return new MatrixSetup(properties);
    }

    private static void require(boolean met, String what, String action) {
        if (!met) {
            throw new StartRefused(PREFIX + what, action);
        }
    }
}
