package org.guildhall.channel.notify;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * GOV.UK Notify's settings. Without an API key the channel is off.
 *
 * @param apiKey as Notify shows it once: a name, the service's id and the secret; empty switches the channel off
 * @param callbackToken the bearer token entered at Notify for both callbacks; 10 characters at least
 * @param templateId a text message template whose only content is one placeholder
 * @param placeholder that placeholder's name, without its brackets
 * @param apiUrl Notify's API
 * @param perSecond messages a second over the whole service, 1 to 1000; Notify allows 3,000 a minute
 */
@ConfigurationProperties("guildhall.channels.notify")
@Validated
public record NotifyProperties(
        @DefaultValue("") Secret apiKey,
        @DefaultValue("") Secret callbackToken,
        @DefaultValue("") String templateId,
        @DefaultValue("message") String placeholder,

        @DefaultValue("https://api.notifications.service.gov.uk")
        URI apiUrl,

        @DefaultValue("50") @Min(1) @Max(1000) int perSecond) {}
