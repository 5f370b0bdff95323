package org.guildhall.channel.matrix;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Matrix's settings. Without the application service's token the channel is off.
 *
 * @param userId our account, for instance {@code @council:example.org}: the registration's {@code sender_localpart} and the
 *     homeserver's name
 * @param hsToken what the homeserver shows when it calls
 * @param asToken what we show when we call it; empty switches the channel off
 * @param apiUrl the homeserver, without a path
 * @param mediaHosts to which other hosts the homeserver may send us on for files; {@code *.example.org} for every host below
 * @param perSecond messages a second over the whole account, 1 to 1000
 */
@ConfigurationProperties("guildhall.channels.matrix")
@Validated
public record MatrixProperties(
        @DefaultValue("") String userId,
        @DefaultValue("") Secret hsToken,
        @DefaultValue("") Secret asToken,
        @DefaultValue("http://localhost:8008") URI apiUrl,
        @DefaultValue Set<String> mediaHosts,
        @DefaultValue("20") @Min(1) @Max(1000) int perSecond) {}
