package org.guildhall.channel.twilio;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Twilio's settings. Without an auth token the channel is off.
 *
 * @param accountSid the account's id, {@code AC} and 32 signs
 * @param authToken what Twilio signs its calls with, and what we call it with; empty switches the channel off
 * @param from our number for text messages, such as {@code +441632960000}, or a short code; empty when there is none
 * @param whatsappFrom our number on WhatsApp, such as {@code +441632960000}; empty when there is none
 * @param whatsappTemplate the id of an approved template whose body has one placeholder, <code>{{1}}</code>, which takes our
 *     words to a citizen who has not written on WhatsApp for 24 hours; empty when there is none
 * @param apiUrl Twilio's API
 * @param mediaHosts where Twilio sends us on to for a file, in lower case; {@code *.example.org} stands for every host
 *     below that one
 * @param perSecond messages a second over both numbers, 1 to 1000; Twilio keeps what is more in a queue of its own
 */
@ConfigurationProperties("guildhall.channels.twilio")
@Validated
public record TwilioProperties(
        @DefaultValue("") String accountSid,
        @DefaultValue("") Secret authToken,
        @DefaultValue("") String from,
        @DefaultValue("") String whatsappFrom,
        @DefaultValue("") String whatsappTemplate,
        @DefaultValue("https://api.twilio.com") URI apiUrl,
        @DefaultValue("*.twiliocdn.com") Set<String> mediaHosts,
        @DefaultValue("10") @Min(1) @Max(1000) int perSecond) {}
