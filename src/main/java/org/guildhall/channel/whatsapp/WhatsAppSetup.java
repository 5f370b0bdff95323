package org.guildhall.channel.whatsapp;

import java.util.regex.Pattern;
import org.guildhall.channel.meta.MetaDoor;
import org.guildhall.channel.meta.MetaSettings;
import org.guildhall.platform.StartRefused;

/** Settings that were found to work together. */
record WhatsAppSetup(WhatsAppProperties properties) {

    private static final String PREFIX = "guildhall.channels.whatsapp.";
    /** What Meta allows: https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates */
    private static final Pattern TEMPLATE = Pattern.compile("[a-z0-9_]{1,512}");

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");

    /**
     * Checks the settings.
     *
     * @throws StartRefused when they cannot work
     */
    static WhatsAppSetup of(WhatsAppProperties properties) {
        MetaSettings settings = new MetaSettings(PREFIX);
        settings.checkId(
                properties.phoneNumberId(),
                "phone-number-id",
                "a number's",
                "Copy the *Phone number ID* from WhatsApp > API Setup in Meta's app dashboard; it is not the number.");
        settings.checkDoor(new MetaDoor(properties.appSecret(), properties.verifyToken()));
        settings.checkApiUrl(properties.apiUrl());
        settings.checkMediaHosts(properties.mediaHosts());
        checkTemplate(properties.template());
        return new WhatsAppSetup(properties);
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
