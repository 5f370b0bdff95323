package org.guildhall.channel.whatsapp;

import java.net.URI;
import java.util.regex.Pattern;
import org.guildhall.platform.Secret;
import org.guildhall.platform.StartRefused;

/** Settings that were found to work together. */
record WhatsAppSetup(WhatsAppProperties properties) {

    private static final String PREFIX = "guildhall.channels.whatsapp.";
    private static final Pattern ID = Pattern.compile("[0-9]{1,32}");
    /** What Meta allows: https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates */
    private static final Pattern TEMPLATE = Pattern.compile("[a-z0-9_]{1,512}");

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+");

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");

    /**
     * Checks the settings.
     *
     * @throws StartRefused when they cannot work
     */
    static WhatsAppSetup of(WhatsAppProperties properties) {
        if (!ID.matcher(properties.phoneNumberId()).matches()) {
            throw new StartRefused(
                    PREFIX + "phone-number-id is missing or not a number's id (digits only).",
                    "Copy the *Phone number ID* from WhatsApp > API Setup in Meta's app dashboard; it is not the number.");
        }
        require(
                properties.appSecret(),
                "app-secret is missing, so nobody could tell Meta's calls from anybody else's.",
                "Copy it from App settings > Basic in Meta's app dashboard.");
        require(
                properties.verifyToken(),
                "verify-token is missing, so Meta could not register the webhook.",
                "Set it to a long random word, for example the output of `openssl rand -hex 32`,"
                        + " and enter the same word at Meta.");
        checkApiUrl(properties.apiUrl());
        checkMediaHosts(properties);
        checkTemplate(properties.template());
        return new WhatsAppSetup(properties);
    }

    private static void require(Secret secret, String what, String action) {
        if (!secret.present()) {
            throw new StartRefused(PREFIX + what, action);
        }
    }

    private static void checkApiUrl(URI apiUrl) {
        boolean http = "http".equals(apiUrl.getScheme()) || "https".equals(apiUrl.getScheme());
        if (!http
                || apiUrl.getHost() == null
                || apiUrl.getQuery() != null
                || apiUrl.toString().endsWith("/")) {
            throw new StartRefused(
                    PREFIX + "api-url must be an http or https address without a query and without a slash at the end.",
                    "Use for example https://graph.facebook.com/v25.0 or http://localhost:8081.");
        }
    }

    private static void checkMediaHosts(WhatsAppProperties properties) {
        if (!properties.mediaHosts().stream()
                .allMatch(host -> HOST.matcher(host).matches())) {
            throw new StartRefused(
                    PREFIX + "media-hosts must be names of hosts in lower case, without https:// and without a path.",
                    "Leave it out, or use for example lookaside.fbsbx.com.");
        }
    }

    private static void checkTemplate(WhatsAppProperties.Template template) {
        boolean fits = TEMPLATE.matcher(template.name()).matches()
                && LANGUAGE.matcher(template.language()).matches();
        if (template.present() && !fits) {
            throw new StartRefused(
                    PREFIX + "template.name or template.language is not what Meta would give out.",
                    "Copy both from WhatsApp Manager: a name such as council_reply, a language such as en_GB.");
        }
    }
}
