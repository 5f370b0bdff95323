package org.guildhall.channel.slack;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Slack's settings. Without a bot token the channel is off.
 *
 * @param signingSecret what Slack signs its calls with
 * @param botToken the app's own token, which may write; empty switches the channel off
 * @param teamId Slack's id of our workspace, for an app that is installed in others too; empty takes every call that is signed
 * @param apiUrl Slack's Web API
 * @param mediaHosts from which hosts files may be fetched, in lower case; {@code *.example.org} stands for every host below
 * @param perSecond messages a second over the whole workspace, 1 to 1000; Slack allows several hundred a minute
 * @param staffRoom Slack's id of the channel where staff are told of handovers; empty for none
 */
@ConfigurationProperties("guildhall.channels.slack")
@Validated
public record SlackProperties(
        @DefaultValue("") Secret signingSecret,
        @DefaultValue("") Secret botToken,
        @DefaultValue("") String teamId,
        @DefaultValue("https://slack.com/api") URI apiUrl,
        @DefaultValue("files.slack.com") Set<String> mediaHosts,
        @DefaultValue("5") @Min(1) @Max(1000) int perSecond,
        @DefaultValue("") String staffRoom) {}
