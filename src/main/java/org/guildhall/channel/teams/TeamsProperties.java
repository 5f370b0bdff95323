package org.guildhall.channel.teams;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Teams' settings. Without an app password the channel is off.
 *
 * @param appId the bot's application id, for which Microsoft makes its tokens
 * @param appPassword a client secret of that application; empty switches the channel off
 * @param tenant the directory that the application belongs to, an id or a domain; empty for one that is open to all directories
 * @param loginUrl where the bot gets its own tokens
 * @param openidUrl where Microsoft tells with which keys it signs the tokens of its calls
 * @param apiUrl where replies go instead of the service that a call named, for instance a simulator; empty for that service
 * @param mediaHosts from which hosts files may be fetched, in lower case; {@code *.example.org} stands for every host below
 * @param perSecond messages a second over the whole bot, 1 to 1000
 * @param staffRoom Teams' id of the conversation where staff are told of handovers; empty for none
 */
@ConfigurationProperties("guildhall.channels.teams")
@Validated
public record TeamsProperties(
        @DefaultValue("") String appId,
        @DefaultValue("") Secret appPassword,
        @DefaultValue("") String tenant,
        @DefaultValue("https://login.microsoftonline.com") URI loginUrl,

        @DefaultValue("https://login.botframework.com/v1/.well-known/openidconfiguration")
        URI openidUrl,

        @DefaultValue("") String apiUrl,

        @DefaultValue({"*.sharepoint.com", "smba.trafficmanager.net"})
        Set<String> mediaHosts,

        @DefaultValue("30") @Min(1) @Max(1000) int perSecond,
        @DefaultValue("") String staffRoom) {}
