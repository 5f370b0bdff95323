package org.guildhall.channel.instagram;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Instagram's settings. Without an access token the channel is off.
 *
 * @param accountId Meta's id of our professional account, digits; not its name
 * @param accessToken a token that may send messages for it; empty switches the channel off
 * @param appSecret what Meta signs its calls with
 * @param verifyToken a word of ours that Meta repeats when it registers the webhook
 * @param apiUrl the Graph API with its version
 * @param mediaHosts where Meta keeps what people send; {@code *.example.org} for every host below that one
 * @param perSecond messages a second over the whole account, 1 to 1000; Meta allows 100
 */
@ConfigurationProperties("guildhall.channels.instagram")
@Validated
public record InstagramProperties(
        @DefaultValue("") String accountId,
        @DefaultValue("") Secret accessToken,
        @DefaultValue("") Secret appSecret,
        @DefaultValue("") Secret verifyToken,
        @DefaultValue("https://graph.facebook.com/v25.0") URI apiUrl,

        @DefaultValue({"cdn.fbsbx.com", "lookaside.fbsbx.com", "*.fbcdn.net", "*.cdninstagram.com"})
        Set<String> mediaHosts,

        @DefaultValue("100") @Min(1) @Max(1000) int perSecond) {}
