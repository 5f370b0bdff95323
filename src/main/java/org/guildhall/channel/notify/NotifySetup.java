package org.guildhall.channel.notify;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.channel.ApiUrl;
import org.guildhall.platform.Secret;
import org.guildhall.platform.StartRefused;

/**
 * Settings that were found to work together.
 *
 * @param service the service's id, out of the API key
 * @param key what tokens are signed with, out of the API key
 */
record NotifySetup(NotifyProperties properties, String service, Secret key) {

    private static final String PREFIX = "guildhall.channels.notify.";
    private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern ID = Pattern.compile(UUID);
    /** The last 73 characters: https://docs.notifications.service.gov.uk/rest-api.html#authorisation-header */
    private static final Pattern KEY = Pattern.compile("(?:.*-)?(" + UUID + ")-(" + UUID + ")");
    /** What may stand between the double brackets; a question mark would make it a condition. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[^()?\\s][^()?]*");
    /** Notify takes no shorter one. */
    private static final int SHORTEST_TOKEN = 10;

    /**
     * Checks the settings.
     *
     * @throws StartRefused when they cannot work
     */
    static NotifySetup of(NotifyProperties properties) {
        Matcher key = KEY.matcher(properties.apiKey().value().strip());
        if (!key.matches()) {
            throw new StartRefused(
                    PREFIX + "api-key is not what Notify gives out: a name, the service's id and the secret.",
                    "Make a key under API integration > API keys at Notify, and copy the whole of it.");
        }
        if (properties.callbackToken().value().length() < SHORTEST_TOKEN) {
            throw new StartRefused(
                    PREFIX + "callback-token is missing or shorter than 10 characters, so nobody could tell Notify's"
                            + " calls from anybody else's.",
                    "Set it to a long random word, for example the output of `openssl rand -hex 32`, and enter the same"
                            + " word at Notify.");
        }
        if (!ID.matcher(properties.templateId()).matches()) {
            throw new StartRefused(
                    PREFIX + "template-id is missing or not a template's id.",
                    "Make a text message template with nothing but ((message)) in it, and copy its template ID.");
        }
        if (!PLACEHOLDER.matcher(properties.placeholder()).matches()) {
            throw new StartRefused(
                    PREFIX + "placeholder is missing or not a placeholder's name.",
                    "Set it to what stands between the double brackets in the template, or leave it out for ((message)).");
        }
        ApiUrl.check(PREFIX, properties.apiUrl(), "https://api.notifications.service.gov.uk");
        return new NotifySetup(properties, key.group(1).toLowerCase(Locale.ROOT), new Secret(key.group(2)));
    }
}
