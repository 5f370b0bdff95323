package org.guildhall.channel.slack;

import java.util.regex.Pattern;
import org.guildhall.channel.ApiUrl;
import org.guildhall.platform.StartRefused;

/** Settings that were found to work together. */
record SlackSetup(SlackProperties properties) {

    private static final String PREFIX = "guildhall.channels.slack.";
    private static final Pattern TEAM = Pattern.compile("[A-Z0-9]{0,32}");
    private static final Pattern ROOM = Pattern.compile("([CG][A-Z0-9]{1,31})?");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+");

    /**
     * Checks the settings.
     *
     * @throws StartRefused when they cannot work
     */
    static SlackSetup of(SlackProperties properties) {
        if (!properties.signingSecret().present()) {
            throw new StartRefused(
                    PREFIX + "signing-secret is missing, so nobody could tell Slack's calls from anybody else's.",
                    "Copy it from Basic Information > App Credentials at api.slack.com/apps.");
        }
        if (!TEAM.matcher(properties.teamId()).matches()) {
            throw new StartRefused(
                    PREFIX + "team-id is not a workspace's id (a T and capital letters and digits).",
                    "Copy it from the address of the workspace in a browser, app.slack.com/client/T…, or leave it out.");
        }
        if (!ROOM.matcher(properties.staffRoom()).matches()) {
            throw new StartRefused(
                    PREFIX + "staff-room is not a channel's id (a C or a G, capital letters and digits).",
                    "Copy it from the end of the channel's details in Slack, or leave it out.");
        }
        ApiUrl.check(PREFIX, properties.apiUrl(), "https://slack.com/api");
        for (String host : properties.mediaHosts()) {
            if (!HOST.matcher(host).matches()) {
                throw new StartRefused(
                        PREFIX + "media-hosts must be names of hosts, without https:// and without a path.",
                        "List names in lower case such as files.slack.com.");
            }
        }
        return new SlackSetup(properties);
    }
}
