package org.guildhall.desk;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/**
 * An OpenID Connect provider: what it says of itself, where somebody is sent, and what it makes of what they bring back. Checking
 * that (state, the code with its verifier, the token's signature, issuer, audience, times and nonce) is Spring Security's.
 */
final class OidcProvider {

    private static final String METADATA = "/.well-known/openid-configuration";
    private static final String ID = "council";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 3_000;

    /** What it says of itself changes rarely; keys are asked for whenever a new one is met. */
    private static final Duration FRESH = Duration.ofHours(12);

    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};

    private final OidcProperties properties;
    private final String back;
    private final WebClient web = WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(HttpClient.create()
                    .followRedirect(false)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)))
            .build();

    private final Mono<ClientRegistration> registration;
    private volatile @Nullable URI signOut;

    /**
     * One that has not been asked anything yet.
     *
     * @param back where it sends people back to
     */
    OidcProvider(OidcProperties properties, String back) {
        this.properties = properties;
        this.back = back;
        this.registration = Mono.defer(this::discovered)
                // Failing is not remembered: it may only be away for a moment.
                .cache(known -> FRESH, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Where somebody is sent, with what they must bring back. */
    Mono<URI> address(OidcVisits.Visit visit) {
        return registration.map(known -> URI.create(request(known, visit).getAuthorizationRequestUri()));
    }

    /**
     * What it says of who comes back; an error when they are to be trusted in nothing.
     *
     * @param state as it came back
     * @param code as it came back
     */
    Mono<OidcClaims> claims(OidcVisits.Visit visit, String state, String code) {
        return registration
                .flatMap(known -> exchanged(known, visit, state, code))
                .timeout(PATIENCE)
                .map(user -> OidcClaims.of(
                        properties, properties.issuer(), Objects.requireNonNull(user.getSubject()), user.getClaims()))
                // Reading keys and signatures is no work for an event loop.
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<OidcUser> exchanged(ClientRegistration known, OidcVisits.Visit visit, String state, String code) {
        WebClientReactiveAuthorizationCodeTokenResponseClient tokens =
                new WebClientReactiveAuthorizationCodeTokenResponseClient();
        tokens.setWebClient(web);
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(back)
                .state(state)
                .build();
        return new OidcAuthorizationCodeReactiveAuthenticationManager(tokens, new OidcReactiveOAuth2UserService())
                .authenticate(new OAuth2AuthorizationCodeAuthenticationToken(
                        known, new OAuth2AuthorizationExchange(request(known, visit), response)))
                .mapNotNull(authentication -> authentication.getPrincipal() instanceof OidcUser user ? user : null);
    }

    private OAuth2AuthorizationRequest request(ClientRegistration known, OidcVisits.Visit visit) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put(OidcParameterNames.NONCE, hash(visit.nonce()));
        asked.put(PkceParameterNames.CODE_CHALLENGE, hash(visit.verifier()));
        asked.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(known.getClientId())
                .authorizationUri(
                        Objects.requireNonNull(known.getProviderDetails().getAuthorizationUri()))
                .redirectUri(back)
                .scopes(known.getScopes())
                .state(visit.state())
                .additionalParameters(asked)
                .attributes(kept -> {
                    kept.put(OidcParameterNames.NONCE, visit.nonce());
                    kept.put(PkceParameterNames.CODE_VERIFIER, visit.verifier());
                })
                .build();
    }

    private static String hash(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Where somebody signs out there; empty when it offers no such thing, or has not been asked yet. */
    Optional<URI> signOut(String onward) {
        return Optional.ofNullable(signOut)
                .map(there -> UriComponentsBuilder.fromUri(there)
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{onward}")
                        .encode()
                        .buildAndExpand(properties.clientId(), onward)
                        .toUri());
    }

    /** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
    private Mono<ClientRegistration> discovered() {
        String issuer = properties.issuer();
        String at = (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + METADATA;
        return web.get()
                .uri(URI.create(at))
                .retrieve()
                .bodyToMono(OBJECT)
                .timeout(PATIENCE)
                .map(this::registration);
    }

    private ClientRegistration registration(Map<String, Object> metadata) {
        String issuer = properties.issuer();
        if (!issuer.equals(metadata.get("issuer"))) {
            throw new IllegalStateException("guildhall.desk.oidc.issuer is " + issuer + ", but it calls itself "
                    + metadata.get("issuer") + ": the two must be the same to the letter");
        }
        if (metadata.get("end_session_endpoint") instanceof String out) {
            signOut = URI.create(out);
        }
        ClientRegistration.Builder known = ClientRegistration.withRegistrationId(ID)
                .clientId(properties.clientId())
                .clientSecret(properties.clientSecret().value())
                .clientAuthenticationMethod(method(metadata))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(back)
                .scope(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL)
                .authorizationUri(needed(metadata, "authorization_endpoint"))
                .tokenUri(needed(metadata, "token_endpoint"))
                .jwkSetUri(needed(metadata, "jwks_uri"))
                .issuerUri(issuer)
                .userNameAttributeName("sub");
        if (metadata.get("userinfo_endpoint") instanceof String info) {
            known.userInfoUri(info);
        }
        return known.build();
    }

    private ClientAuthenticationMethod method(Map<String, Object> metadata) {
        if (!properties.clientSecret().present()) {
            return ClientAuthenticationMethod.NONE;
        }
        boolean post = metadata.get("token_endpoint_auth_methods_supported") instanceof List<?> methods
                && !methods.contains("client_secret_basic")
                && methods.contains("client_secret_post");
        return post ? ClientAuthenticationMethod.CLIENT_SECRET_POST : ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
    }

    private static String needed(Map<String, Object> metadata, String name) {
        if (metadata.get(name) instanceof String value) {
            return value;
        }
        throw new IllegalStateException("The provider of guildhall.desk.oidc.issuer does not say its " + name);
    }
}
