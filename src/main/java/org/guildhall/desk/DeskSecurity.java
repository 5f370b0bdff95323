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
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CsrfException;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
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

    /** Open to everybody. Messengers prove themselves by their signature, web chat by its own token. */
    private static final String[] PUBLIC = {
        "/",
        "/help",
        "/help/**",
        "/search",
        "/chat",
        "/chat/**",
        "/chat.js",
        "/api/answers",
        "/api/chat/**",
        "/webhooks/**",
        "/assets/**",
        "/webjars/**",
        "/livez",
        "/readyz",
        "/error",
        "/favicon.ico",
        "/robots.txt",
        "/privacy",
        "/accessibility",
        "/login"
    };

    private static final long A_YEAR_IN_SECONDS = 31_536_000;

    private final PublicUrl publicUrl;

    DeskSecurity(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
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

    /** Everything else: public pages, and the console behind its session. */
    @Bean
    @Order(2)
    SecurityWebFilterChain pages(ServerHttpSecurity http, SessionContexts sessions, FormTokens forms) {
        return bare(http)
                .securityMatcher(ServerWebExchangeMatchers.anyExchange())
                .securityContextRepository(sessions)
                .csrf(csrf -> csrf.csrfTokenRepository(forms)
                        .csrfTokenRequestHandler(masked())
                        .requireCsrfProtectionMatcher(changesAtTheDesk())
                        .accessDeniedHandler((exchange, e) -> refusePage(exchange, e)))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((exchange, e) -> askToSignIn(exchange))
                        .accessDeniedHandler((exchange, e) -> refusePage(exchange, e)))
                .authorizeExchange(DeskSecurity::pageRules)
                .build();
    }

    private static void pageRules(ServerHttpSecurity.AuthorizeExchangeSpec who) {
        who.pathMatchers(PUBLIC)
                .permitAll()
                .pathMatchers("/desk/staff/**")
                .hasAnyRole(Role.names(Set.of(Role.ADMINISTRATOR)))
                .pathMatchers("/desk/knowledge/**")
                .hasAnyRole(Role.names(Role.KNOWLEDGE))
                .pathMatchers("/desk/audit/**")
                .hasAnyRole(Role.names(Role.AUDITING))
                .pathMatchers("/desk/conversations/**", "/desk/live/**")
                .hasAnyRole(Role.names(Role.ANSWERING))
                .pathMatchers("/desk", "/desk/", "/logout")
                .authenticated()
                .anyExchange()
                .denyAll();
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
        if (path.startsWith("/desk") || path.startsWith("/api/desk") || path.equals("/login")) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return Mono.empty();
    }

    private static XorServerCsrfTokenRequestAttributeHandler masked() {
        return new XorServerCsrfTokenRequestAttributeHandler();
    }

    private static ServerWebExchangeMatcher changesAtTheDesk() {
        ServerWebExchangeMatcher reads = ServerWebExchangeMatchers.matchers(
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.GET, "/**"),
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.HEAD, "/**"),
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.OPTIONS, "/**"));
        return new AndServerWebExchangeMatcher(
                ServerWebExchangeMatchers.pathMatchers("/desk/**", "/login", "/logout"),
                new NegatedServerWebExchangeMatcher(reads));
    }

    private static ServerWebExchangeMatcher path(String pattern) {
        return new PathPatternParserServerWebExchangeMatcher(pattern);
    }

    /** Signing in is offered for the console only; any other path does not exist for whoever is not signed in. */
    private static Mono<Void> askToSignIn(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        if (path.startsWith(SessionContexts.LIVE)) {
            return Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED));
        }
        if (!path.equals("/desk") && !path.startsWith("/desk/") && !path.equals("/logout")) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
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

    private static Mono<Void> refusePage(ServerWebExchange exchange, Exception e) {
        String path = exchange.getRequest().getPath().value();
        boolean known = path.startsWith("/desk") || path.equals("/login") || path.equals("/logout");
        HttpStatus status = known || e instanceof CsrfException ? HttpStatus.FORBIDDEN : HttpStatus.NOT_FOUND;
        return Mono.error(new ResponseStatusException(status));
    }

    private Problem forbidden() {
        return new Problem(HttpStatus.FORBIDDEN, WORDS.say("forbidden"));
    }
}
