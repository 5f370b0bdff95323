package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.net.URI;
import java.util.Set;
import org.guildhall.platform.Problem;
import org.guildhall.platform.PublicUrl;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Who may ask for what, for the whole server, in one place. What is not listed is not there: it is answered with 404 to
 * everybody, as if it did not exist. Public pages never start a session.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class DeskSecurity {

    /** Open to everybody. Messengers prove themselves by their signature, web chat by its own token, who fetches a file by its link. */
    private static final String[] PUBLIC = {
        "/",
        "/help",
        "/help/**",
        "/search/**",
        "/topics/*",
        "/languages/*",
        "/a/**",
        "/verify",
        "/embed/*",
        "/feed.atom",
        "/sitemap.xml",
        "/.well-known/jwks.json",
        "/chat",
        "/chat/**",
        "/chat.js",
        "/api/answers",
        "/api/openapi.json",
        "/api/oembed",
        "/api/chat/**",
        "/webhooks/**",
        "/files/**",
        "/assets/**",
        "/webjars/**",
        "/livez",
        "/readyz",
        "/error",
        "/favicon.ico",
        "/robots.txt",
        "/privacy",
        "/accessibility"
    };

    private static final long A_YEAR_IN_SECONDS = 31_536_000;

    private final PublicUrl publicUrl;

    DeskSecurity(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Nobody looks at how long each filter took, and saying so costs every webhook more than the filters do. */
    @Bean
    SecurityObservationSettings filtersUnobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** There is no other way in than those below; without this one Spring Boot would invent a user and a password. */
    @Bean
    ReactiveAuthenticationManager nobodyElse() {
        return credentials -> Mono.error(new BadCredentialsException("Nobody signs in this way"));
    }

    /** Operations, on a port of their own that listens on loopback; on the public port these paths do not exist. */
    @Bean
    @Order(0)
    SecurityWebFilterChain operations(ServerHttpSecurity http, Environment environment) {
        boolean apart = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        return bare(http)
                .securityMatcher(
                        apart
                                ? EndpointRequest.toAnyEndpoint()
                                : exchange -> ServerWebExchangeMatcher.MatchResult.notMatch())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .authorizeExchange(all -> all.anyExchange().permitAll())
                .build();
    }

    /** The API for other programs: credentials on each request, no session, no cookie. */
    @Bean
    @Order(1)
    SecurityWebFilterChain api(ServerHttpSecurity http, ApiCredentials credentials) {
        return bare(http)
                .securityMatcher(path("/api/desk/**"))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .addFilterAt(credentialsFilter(credentials), SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (exchange, e) -> Mono.error(credentials.unauthenticated()))
                        .accessDeniedHandler((exchange, e) -> Mono.error(forbidden())))
                .authorizeExchange(who -> who.pathMatchers("/api/desk/staff/**")
                        .hasAnyRole(Role.names(Set.of(Role.ADMINISTRATOR)))
                        .pathMatchers(HttpMethod.POST, "/api/desk/channels/**")
                        .hasAnyRole(Role.names(Set.of(Role.ADMINISTRATOR)))
                        .pathMatchers("/api/desk/blocks/**")
                        .hasAnyRole(Role.names(Role.BLOCKING))
                        .pathMatchers("/api/desk/dead-letters/**", "/api/desk/undelivered", "/api/desk/channels/**")
                        .hasAnyRole(Role.names(Role.MENDING))
                        .pathMatchers(HttpMethod.GET, "/api/desk/canned-replies")
                        .hasAnyRole(Role.names(Role.ANSWERING))
                        .pathMatchers("/api/desk/canned-replies/**")
                        .hasAnyRole(Role.names(Role.PREPARING))
                        .pathMatchers(HttpMethod.PUT, "/api/desk/presence/**")
                        .hasAnyRole(Role.names(Role.ALL_TEAMS))
                        .pathMatchers("/api/desk/audit/**")
                        .hasAnyRole(Role.names(Role.AUDITING))
                        .pathMatchers(HttpMethod.GET, "/api/desk/hours", "/api/desk/targets")
                        .hasAnyRole(Role.names(Role.ANSWERING))
                        .pathMatchers("/api/desk/hours/**", "/api/desk/closures/**")
                        .hasAnyRole(Role.names(Set.of(Role.ADMINISTRATOR)))
                        .pathMatchers("/api/desk/targets/**")
                        .hasAnyRole(Role.names(Role.PREPARING))
                        .pathMatchers("/api/desk/drafts/**")
                        .hasAnyRole(Role.names(Role.KNOWLEDGE))
                        .anyExchange()
                        .hasAnyRole(Role.names(Role.ANSWERING)))
                .build();
    }

    private AuthenticationWebFilter credentialsFilter(ApiCredentials credentials) {
        // They are checked where they are read; the manager has nothing left to do.
        AuthenticationWebFilter filter = new AuthenticationWebFilter((ReactiveAuthenticationManager) Mono::just);
        filter.setServerAuthenticationConverter(credentials::authentication);
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        filter.setAuthenticationFailureHandler(this::refuse);
        return filter;
    }

    private Mono<Void> refuse(WebFilterExchange filtered, AuthenticationException e) {
        Problem problem = e instanceof ApiCredentials.Refused refused
                ? refused.problem()
                : new Problem(HttpStatus.SERVICE_UNAVAILABLE, WORDS.say("sign-in.busy"));
        return Mono.error(problem);
    }

    /** The console behind its session, and the way into it. */
    @Bean
    @Order(2)
    SecurityWebFilterChain console(ServerHttpSecurity http, SessionContexts sessions, FormTokens forms) {
        return bare(http)
                .securityMatcher(
                        ServerWebExchangeMatchers.pathMatchers("/desk", "/desk/**", "/login", "/login/**", "/logout"))
                .securityContextRepository(sessions)
                .csrf(csrf -> csrf.csrfTokenRepository(forms)
                        .csrfTokenRequestHandler(new FormTokenReading())
                        .accessDeniedHandler((exchange, e) -> answer(HttpStatus.FORBIDDEN)))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((exchange, e) -> askToSignIn(exchange))
                        .accessDeniedHandler((exchange, e) -> answer(HttpStatus.FORBIDDEN)))
                .authorizeExchange(DeskSecurity::consoleRules)
                .build();
    }

    private static void consoleRules(ServerHttpSecurity.AuthorizeExchangeSpec who) {
        who.pathMatchers("/login", "/login/**", DeviceRoutes.MANIFEST, DeviceRoutes.WORKER)
                .permitAll()
                .pathMatchers(HttpMethod.POST, "/desk/channels/**")
                .hasAnyRole(Role.names(Set.of(Role.ADMINISTRATOR)))
                .pathMatchers("/desk/channels/**")
                .hasAnyRole(Role.names(Role.MENDING))
                .pathMatchers("/desk/blocks/**")
                .hasAnyRole(Role.names(Role.BLOCKING))
                .pathMatchers("/desk/staff/**", "/desk/teams/**", "/desk/set-up/**")
                .hasAnyRole(Role.names(Set.of(Role.ADMINISTRATOR)))
                .pathMatchers("/desk/dead-letters/**")
                .hasAnyRole(Role.names(Role.MENDING))
                .pathMatchers("/desk/canned-replies/**", "/desk/targets/**")
                .hasAnyRole(Role.names(Role.PREPARING))
                .pathMatchers("/desk/hours/**")
                .hasAnyRole(Role.names(Set.of(Role.ADMINISTRATOR)))
                .pathMatchers("/desk/knowledge/**", "/desk/drafts/**")
                .hasAnyRole(Role.names(Role.KNOWLEDGE))
                .pathMatchers("/desk/audit/**")
                .hasAnyRole(Role.names(Role.AUDITING))
                .pathMatchers("/desk/presence/people/**")
                .hasAnyRole(Role.names(Role.ALL_TEAMS))
                .pathMatchers(
                        "/desk/conversations/**",
                        "/desk/search",
                        "/desk/presence/**",
                        "/desk/messengers/**",
                        "/desk/live/**",
                        "/desk/push/**")
                .hasAnyRole(Role.names(Role.ANSWERING))
                .anyExchange()
                .authenticated();
    }

    /** The rest: pages, chat and webhooks for everybody, and nothing else. No session, no cookie, no form token. */
    @Bean
    @Order(3)
    SecurityWebFilterChain everybody(ServerHttpSecurity http) {
        return bare(http)
                .securityMatcher(ServerWebExchangeMatchers.anyExchange())
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint((exchange, e) -> answer(HttpStatus.NOT_FOUND))
                                .accessDeniedHandler((exchange, e) -> answer(HttpStatus.NOT_FOUND)))
                .authorizeExchange(who ->
                        who.pathMatchers(PUBLIC).permitAll().anyExchange().denyAll())
                .build();
    }

    private static Mono<Void> answer(HttpStatus status) {
        return Mono.error(new ResponseStatusException(status));
    }

    /** Without Spring's own ways to sign in and out and without its session; headers are set in one place elsewhere. */
    private ServerHttpSecurity bare(ServerHttpSecurity http) {
        return http.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .headers(headers -> headers.cache(ServerHttpSecurity.HeaderSpec.CacheSpec::disable)
                        .frameOptions(ServerHttpSecurity.HeaderSpec.FrameOptionsSpec::disable)
                        .xssProtection(ServerHttpSecurity.HeaderSpec.XssProtectionSpec::disable)
                        .hsts(ServerHttpSecurity.HeaderSpec.HstsSpec::disable)
                        .writer(this::headers));
    }

    private Mono<Void> headers(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        String path = exchange.getRequest().getPath().value();
        if ("https".equals(publicUrl.publicUrl().getScheme())) {
            headers.set("Strict-Transport-Security", "max-age=" + A_YEAR_IN_SECONDS);
        }
        if (path.startsWith("/desk") || path.startsWith("/api/desk") || path.startsWith("/login")) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return Mono.empty();
    }

    private static ServerWebExchangeMatcher path(String pattern) {
        return new PathPatternParserServerWebExchangeMatcher(pattern);
    }

    /** Pages lead to the sign-in and back; what a page fetches by itself is told so instead. */
    private static Mono<Void> askToSignIn(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        if (path.startsWith(SessionContexts.LIVE)) {
            return answer(HttpStatus.UNAUTHORIZED);
        }
        boolean page = HttpMethod.GET.equals(exchange.getRequest().getMethod());
        URI login = page && !path.equals("/desk")
                ? UriComponentsBuilder.fromPath("/login")
                        .queryParam("next", "{path}")
                        .build(path)
                : URI.create("/login");
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(login);
        return exchange.getResponse().setComplete();
    }

    private Problem forbidden() {
        return new Problem(HttpStatus.FORBIDDEN, WORDS.say("forbidden"));
    }
}
