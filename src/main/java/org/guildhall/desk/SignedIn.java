package org.guildhall.desk;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A request of a member of staff, as Spring Security sees it; it holds no secret. */
final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient StaffMember member;

    SignedIn(StaffMember member) {
        super(AuthorityUtils.createAuthorityList(
                member.roles().stream().map(role -> "ROLE_" + role.name()).toList()));
        this.member = member;
        setAuthenticated(true);
    }

    @Override
    public StaffMember getPrincipal() {
        return member;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }
}
