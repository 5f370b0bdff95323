package org.guildhall.channel.messenger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Messenger's settings. Without an access token the channel is off.
 *
 * @param pageId Meta's id of our page, digits
 * @param accessToken the page's token that may send messages; empty switches the channel off
 * @param appSecret what Meta signs its calls with
 * @param verifyToken a word of ours that Meta repeats when it registers the webhook
 * @param apiUrl the Graph API with its version
 * @param mediaHosts where Meta keeps what people send; {@code *.example.org} for every host below that one
 * @param perSecond messages a second over the whole page, 1 to 1000; Meta allows 300
 */
@ConfigurationProperties("guildhall.channels.messenger")
@Validated
public record MessengerProperties(
        @DefaultValue("") String pageId,
        @DefaultValue("") Secret accessToken,
        @DefaultValue("") Secret appSecret,
        @DefaultValue("") Secret verifyToken,
        @DefaultValue("https://graph.facebook.com/v25.0") URI apiUrl,

        @DefaultValue({"cdn.fbsbx.com", "lookaside.fbsbx.com", "*.fbcdn.net"})
        Set<String> mediaHosts,

        @DefaultValue("300") @Min(1) @Max(1000) int perSecond) {}
