package org.guildhall.channel.x;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * X's settings. Without a refresh token the channel is off.
 *
 * @param userId X's id of our account, digits; not its name
 * @param consumerSecret the app's, with which X signs its calls
 * @param clientId the app's, of OAuth 2.0
 * @param clientSecret the app's, of OAuth 2.0
 * @param refreshToken the first one that our account gave to the app; empty switches the channel off
 * @param apiUrl X's API, without its version
 * @param mediaHosts where X keeps files besides its API; {@code *.example.org} for every host below that one
 * @param perSecond messages a second over the whole account, 1 to 1000
 * @param spendCap how much may be spent in a month, in the money that X bills; 0 when there is no limit
 * @param price what X takes for one message, in the same money
 * @param answerMentions whether who mentions the account is invited to write privately
 */
@ConfigurationProperties("guildhall.channels.x")
@Validated
public record XProperties(
        @DefaultValue("") String userId,
        @DefaultValue("") Secret consumerSecret,
        @DefaultValue("") String clientId,
        @DefaultValue("") Secret clientSecret,
        @DefaultValue("") Secret refreshToken,
        @DefaultValue("https://api.x.com") URI apiUrl,

        @DefaultValue({"pbs.twimg.com", "video.twimg.com"}) Set<String> mediaHosts,

        @DefaultValue("5") @Min(1) @Max(1000) int perSecond,
        @DefaultValue("0") BigDecimal spendCap,
        @DefaultValue("0.015") BigDecimal price,
        @DefaultValue("true") boolean answerMentions) {}
