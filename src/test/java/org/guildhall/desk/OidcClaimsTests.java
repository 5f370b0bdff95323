package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.platform.Secret;
import org.guildhall.platform.StartRefused;
import org.junit.jupiter.api.Test;

class OidcClaimsTests {

    private static final String ISSUER = "https://login.example.gov.uk/realms/council";
    private static final Map<String, Set<Role>> ROLES =
            Map.of("contact-centre", Set.of(Role.STAFF), "leads", Set.of(Role.STAFF, Role.SUPERVISOR));

    private static OidcProperties properties(String rolesClaim, String teamsClaim) {
        return new OidcProperties(
                ISSUER, "guildhall", new Secret("secret"), "your account", rolesClaim, ROLES, teamsClaim);
    }

    private static OidcClaims read(OidcProperties properties, Map<String, Object> claims) {
        return OidcClaims.of(properties, ISSUER, "0f1e", claims);
    }

    @Test
    void giveTheRolesTheyAreMappedToAndNoOthers() {
        OidcProperties entra = properties("roles", "");

        assertThat(read(entra, Map.of("roles", List.of("Contact-Centre", "administrator", "staff")))
                        .roles())
                .containsExactly(Role.STAFF);
        assertThat(read(entra, Map.of("roles", "leads")).roles())
                .containsExactlyInAnyOrder(Role.STAFF, Role.SUPERVISOR);
        assertThat(read(entra, Map.of()).roles()).isEmpty();
        assertThat(read(entra, Map.of("roles", 7)).roles()).isEmpty();
    }

    @Test
    void areFoundWithinAClaimAsWellAsUnderTheirWholeName() {
        assertThat(read(
                                properties("realm_access.roles", ""),
                                Map.of("realm_access", Map.of("roles", List.of("contact-centre", 7))))
                        .roles())
                .containsExactly(Role.STAFF);
        assertThat(read(
                                properties("https://example.gov.uk/roles", ""),
                                Map.of("https://example.gov.uk/roles", List.of("contact-centre")))
                        .roles())
                .containsExactly(Role.STAFF);
    }

    @Test
    void giveTeamsOnlyWhereTheyAreAskedFor() {
        Map<String, Object> claims = Map.of("groups", List.of("/teams/Council Tax", "waste", "", "!!"));

        assertThat(read(properties("roles", ""), claims).teams()).isNull();
        assertThat(read(properties("roles", "groups"), claims).teams()).containsExactly("council-tax", "waste");
        assertThat(read(properties("roles", "groups"), Map.of()).teams()).isEmpty();
    }

    @Test
    void giveAUsernameAndANameThatCanBeShown() {
        OidcProperties properties = properties("roles", "");

        OidcClaims anna =
                read(properties, Map.of("preferred_username", "Anna.Bell@example.gov.uk", "name", "Anna\u0000 Bell\n"));
        assertThat(anna.username()).isEqualTo("anna.bell");
        assertThat(anna.name()).isEqualTo("Anna Bell");

        OidcClaims odd = read(properties, Map.of("upn", "__Zoë Ünal", "name", " "));
        assertThat(odd.username()).matches(Staff.USERNAME.pattern());
        assertThat(read(properties, Map.of()).username()).isEqualTo("0f1e");
        assertThat(read(properties, Map.of()).name()).isNotBlank();
        assertThat(read(properties, Map.of("preferred_username", "李")).username())
                .matches(Staff.USERNAME.pattern());
    }

    @Test
    void areNotAskedForInClearOrWithoutAnyRole() {
        assertThat(new OidcProperties("", "", new Secret(""), "x", "roles", Map.of(), "").on())
                .isFalse();
        for (String unsafe : List.of("http://login.example.gov.uk", "login.example.gov.uk", "ftp://x", "https://")) {
            assertThatThrownBy(() -> new OidcProperties(unsafe, "guildhall", new Secret(""), "x", "roles", ROLES, ""))
                    .as(unsafe)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("guildhall.desk.oidc.issuer");
        }
        assertThatThrownBy(() -> new OidcProperties(ISSUER, "", new Secret(""), "x", "roles", ROLES, ""))
                .hasMessageContaining("client-id");
        assertThatThrownBy(() -> new OidcProperties(ISSUER, "guildhall", new Secret(""), "x", "roles", Map.of(), ""))
                .hasMessageContaining("guildhall.desk.oidc.roles");
    }
}
