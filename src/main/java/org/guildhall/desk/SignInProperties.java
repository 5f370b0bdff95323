package org.guildhall.desk;

import java.util.Set;
import org.guildhall.platform.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How staff sign in.
 *
 * @param secondFactor whether a code from an app has to follow the password
 * @param secondFactorRoles of whom {@code required} requires it; everybody when empty
 * @param encryptionKey what the secrets of second factors are locked with, 32 characters at least and the same on every node; when
 *     empty it is made up once and kept in the data folder, which only one node can do
 * @param oidc the council's own sign-in
 */
@ConfigurationProperties("guildhall.desk")
record SignInProperties(
        @DefaultValue("optional") SecondFactor secondFactor,
        @DefaultValue({}) Set<Role> secondFactorRoles,
        @DefaultValue("") Secret encryptionKey,
        @DefaultValue OidcProperties oidc) {

    /** Whether a second factor is asked for. */
    enum SecondFactor {
        /** Of those who have set one up. */
        OPTIONAL,
        /** Of everybody it is required of, who set one up before they go on. */
        REQUIRED
    }

    SignInProperties {
        secondFactorRoles = Set.copyOf(secondFactorRoles);
    }

    /** Whether they cannot do without a second factor. */
    boolean requiresSecondFactor(StaffMember member) {
        return secondFactor == SecondFactor.REQUIRED
                && (secondFactorRoles.isEmpty() || member.hasAny(secondFactorRoles));
    }
}
