package org.guildhall.platform;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much this node takes on at once; what is beyond it is told to come again. The defaults suit two to four cores.
 *
 * @param webhooks calls of messengers worked at together, from 1; a little more than the database has connections, since
 *     more would only wait there
 * @param streams chat pages that are kept up to date at once, from 1; the desk's have a share of their own
 * @param connections open at once, from 16; never more than three quarters of the files that the system lets us open, or than
 *     half of a few
 * @param connectionsPerAddress open at once from one address; 0 for no limit, which is right behind a proxy, where
 *     everybody comes from the proxy's address
 */
@Validated
@ConfigurationProperties("guildhall.admission")
record AdmissionProperties(
        @DefaultValue("24") @Min(1) int webhooks,
        @DefaultValue("2000") @Min(1) int streams,
        @DefaultValue("10000") @Min(16) int connections,
        @DefaultValue("0") @Min(0) int connectionsPerAddress) {}
