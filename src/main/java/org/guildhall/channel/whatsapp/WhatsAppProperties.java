package org.guildhall.channel.whatsapp;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * WhatsApp's settings. Without an access token the channel is off.
 *
 * @param accessToken a system user's token that may send messages; empty switches the channel off
 * @param phoneNumberId Meta's id of our number, digits; not the number itself
 * @param appSecret what Meta signs its calls with
 * @param verifyToken a word of ours that Meta repeats when it registers the webhook
 * @param apiUrl the Graph API with its version
 * @param perSecond messages a second over the whole number, 1 to 1000; Meta allows 80 at first
 * @param mediaHosts from which hosts files may be fetched, in lower case; {@code *.example.org} stands for every host below
 * @param number our number itself with its country code, digits only, by which citizens are led here from elsewhere; empty
 *     when they are not
 * @param template what reaches a citizen who has not written for 24 hours
 */
@ConfigurationProperties("guildhall.channels.whatsapp")
@Validated
public record WhatsAppProperties(
        @DefaultValue("") Secret accessToken,
        @DefaultValue("") String phoneNumberId,
        @DefaultValue("") Secret appSecret,
        @DefaultValue("") Secret verifyToken,
        @DefaultValue("https://graph.facebook.com/v25.0") URI apiUrl,
        @DefaultValue("80") @Min(1) @Max(1000) int perSecond,
        @DefaultValue("lookaside.fbsbx.com") List<String> mediaHosts,
        @DefaultValue("") @Pattern(regexp = "[0-9]{0,15}") String number,
        @DefaultValue Template template) {

    /**
     * An approved template whose body has one placeholder, which takes our words.
     *
     * @param name as approved by Meta; empty when there is none
     * @param language its language as Meta writes it, for instance {@code en_GB}
     */
    public record Template(
            @DefaultValue("") String name,
            @DefaultValue("en_GB") String language) {

        /** Whether there is one. */
        boolean present() {
            return !name.isBlank();
        }
    }
}
