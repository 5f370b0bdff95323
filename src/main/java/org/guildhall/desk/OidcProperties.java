package org.guildhall.desk;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.guildhall.platform.StartRefused;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Signing in with the council's own accounts, over OpenID Connect: Entra ID, Keycloak or any other.
 *
 * @param issuer as the provider calls itself, for instance {@code https://login.microsoftonline.com/<tenant>/v2.0}; off when empty
 * @param clientId as who this server is known there
 * @param clientSecret how it proves that; empty for a client without one
 * @param name what staff call it, on the button
 * @param rolesClaim which claim says what somebody may do here; dots lead into a claim, as in {@code realm_access.roles}
 * @param roles which of its values make which role; whoever has none of them may not come in
 * @param teamsClaim which claim says in which teams they are; empty when administrators say that here
 */
record OidcProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") Secret clientSecret,
        @DefaultValue("your council account") String name,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue Map<String, Set<Role>> roles,
        @DefaultValue("") String teamsClaim) {

    OidcProperties {
        roles = Map.copyOf(roles);
        if (!issuer.isBlank()) {
            require(
                    safe(issuer),
                    "guildhall.desk.oidc.issuer is no https address.",
                    "Write it as the provider does, for instance https://login.example.gov.uk/realms/council.");
            require(
                    !clientId.isBlank(),
                    "guildhall.desk.oidc.client-id is missing.",
                    "Write the id under which the provider knows this server.");
            require(
                    !roles.isEmpty(),
                    "guildhall.desk.oidc.roles is missing, so nobody could come in.",
                    "Say which values of the claim make which role, for instance"
                            + " guildhall.desk.oidc.roles.contact-centre=staff.");
        }
    }

    private static void require(boolean so, String reason, String remedy) {
        if (!so) {
            throw new StartRefused(reason, remedy);
        }
    }

    /** Encrypted, or on this machine, where nobody listens in. */
    private static boolean safe(String issuer) {
        try {
            URI uri = URI.create(issuer);
            boolean here = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || here && "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }

    boolean on() {
        return !issuer.isBlank();
    }
}
