package org.guildhall.desk;

import java.time.Duration;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The staff desk.
 *
 * @param adminPassword password of the first staff account, {@code admin}; generated and printed once when empty. Set
 *     later, it replaces the password of {@code admin} at the next start: the way back in when it was lost
 * @param sessionIdle how long a sign-in lasts without being used
 * @param sessionLife how long a sign-in lasts at most
 */
@ConfigurationProperties("guildhall.desk")
record DeskProperties(
        @DefaultValue("") Secret adminPassword,
        @DefaultValue("1h") Duration sessionIdle,
        @DefaultValue("12h") Duration sessionLife) {}
