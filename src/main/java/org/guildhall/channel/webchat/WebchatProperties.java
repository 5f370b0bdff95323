package org.guildhall.channel.webchat;

import jakarta.validation.constraints.Min;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Web chat's settings. Limits are counted by each node for itself; whoever goes beyond one is told when to come again.
 *
 * @param exit where "Leave this page now" leads: an everyday page that says nothing about who looks at it
 * @param largestFile the largest photo, voice note or file that is taken
 * @param filesPerHour files of one visitor, from 1
 * @param messagesPerMinute messages of one visitor, from 1
 * @param sessionsPerMinute visitors who begin from one public address (of IPv6 one /64), 0 for no limit
 */
@Validated
@ConfigurationProperties("guildhall.channels.webchat")
record WebchatProperties(
        @DefaultValue("https://www.bbc.co.uk/weather") URI exit,
        @DefaultValue("10MB") DataSize largestFile,
        @DefaultValue("30") @Min(1) int filesPerHour,
        @DefaultValue("120") @Min(1) int messagesPerMinute,
        @DefaultValue("120") @Min(0) int sessionsPerMinute) {

    /** Refuses what a browser would not follow, or what does not fit into the memory set aside for it. */
    WebchatProperties {
        if (!"https".equals(exit.getScheme()) || exit.getHost() == null) {
            throw new IllegalArgumentException(
                    "guildhall.channels.webchat.exit: \"" + exit + "\" must be an address that begins with https://");
        }
        if (largestFile.toBytes() < 1 || largestFile.toMegabytes() > 50) {
            throw new IllegalArgumentException("guildhall.channels.webchat.largest-file must be between 1B and 50MB");
        }
    }
}
