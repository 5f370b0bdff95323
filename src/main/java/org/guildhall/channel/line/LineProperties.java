package org.guildhall.channel.line;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * LINE's settings. Without an access token the channel is off.
 *
 * @param channelSecret what LINE signs its calls with
 * @param accessToken the long-lived channel access token; empty switches the channel off
 * @param apiUrl LINE's API
 * @param dataUrl where LINE keeps what people send
 * @param perSecond messages a second over the whole account, 1 to 1000; LINE allows 2,000
 */
@ConfigurationProperties("guildhall.channels.line")
@Validated
public record LineProperties(
        @DefaultValue("") Secret channelSecret,
        @DefaultValue("") Secret accessToken,
        @DefaultValue("https://api.line.me") URI apiUrl,
        @DefaultValue("https://api-data.line.me") URI dataUrl,
        @DefaultValue("500") @Min(1) @Max(1000) int perSecond) {}
