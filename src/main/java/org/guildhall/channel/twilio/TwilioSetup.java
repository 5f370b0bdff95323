package org.guildhall.channel.twilio;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.channel.ApiUrl;
import org.guildhall.platform.StartRefused;

/**
 * Settings that were found to work together.
 *
 * @param numbers ours as Twilio writes them, at least one, text messages first
 */
record TwilioSetup(TwilioProperties properties, List<String> numbers) {

    /** What Twilio writes in front of numbers on WhatsApp, theirs and ours. */
    static final String WHATSAPP = "whatsapp:";

    private static final String PREFIX = "guildhall.channels.twilio.";
    private static final Pattern SID = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");
    /** https://www.twilio.com/docs/content/content-api-resources */
    private static final Pattern TEMPLATE = Pattern.compile("HX[0-9a-fA-F]{32}");

    /**
     * Checks the settings.
     *
     * @throws StartRefused when they cannot work
     */
    static TwilioSetup of(TwilioProperties properties) {
        if (!SID.matcher(properties.accountSid()).matches()) {
            throw new StartRefused(
                    PREFIX + "account-sid is missing or not an account's id (AC and 32 signs).",
                    "Copy the *Account SID* from the first page of Twilio's Console.");
        }
        String from = properties.from().strip();
        String whatsapp = properties.whatsappFrom().strip().replaceFirst("^" + WHATSAPP, "");
        if (from.isEmpty() && whatsapp.isEmpty()) {
            throw new StartRefused(
                    PREFIX + "from and whatsapp-from are both missing, so nobody could write to us.",
                    "Set at least one of them to a number of this account, for example +441632960000.");
        }
        check(
                from,
                "from",
                NUMBER.matcher(from).matches() || SHORT_CODE.matcher(from).matches());
        check(whatsapp, "whatsapp-from", NUMBER.matcher(whatsapp).matches());
        if (!properties.whatsappTemplate().isEmpty()
                && !TEMPLATE.matcher(properties.whatsappTemplate()).matches()) {
            throw new StartRefused(
                    PREFIX + "whatsapp-template is not a template's id (HX and 32 signs).",
                    "Copy the *Content SID* of the approved template from Messaging > Content Template Builder in Twilio's"
                            + " Console.");
        }
        ApiUrl.check(PREFIX, properties.apiUrl(), "https://api.twilio.com");
        return new TwilioSetup(
                properties,
                Stream.of(from, whatsapp.isEmpty() ? "" : WHATSAPP + whatsapp)
                        .filter(number -> !number.isEmpty())
                        .toList());
    }

    private static void check(String number, String property, boolean fits) {
        if (!number.isEmpty() && !fits) {
            throw new StartRefused(
                    PREFIX + property + " is not a number as Twilio writes it.",
                    "Write it with a plus, the country and no spaces, for example +441632960000.");
        }
    }
}
