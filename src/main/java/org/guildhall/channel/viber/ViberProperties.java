package org.guildhall.channel.viber;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Viber's settings. Without a token the channel is off.
 *
 * @param authToken the bot's token, with which Viber signs its calls too; empty switches the channel off
 * @param sender the name over what the bot writes, 28 characters at most
 * @param apiUrl Viber's API
 * @param mediaHosts where Viber keeps what people send; {@code *.example.org} for every host below that one
 * @param perSecond messages a second over the whole bot, 1 to 1000
 */
@ConfigurationProperties("guildhall.channels.viber")
@Validated
public record ViberProperties(
        @DefaultValue("") Secret authToken,
        @DefaultValue("Council") String sender,
        @DefaultValue("https://chatapi.viber.com") URI apiUrl,
        @DefaultValue("*.viber.com") Set<String> mediaHosts,
        @DefaultValue("50") @Min(1) @Max(1000) int perSecond) {}
