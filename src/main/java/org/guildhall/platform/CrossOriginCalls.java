package org.guildhall.platform;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** Answers browsers that ask whether another site's page may call us. Nothing is open that no room has opened. */
@Configuration(proxyBeanMethods = false)
class CrossOriginCalls {

    /** Before sign-in, because a browser asks ahead without credentials. */
    private static final int BEFORE_SIGN_IN = -200;

    @Bean
    @Order(BEFORE_SIGN_IN)
    CorsWebFilter crossOriginFilter(AllowedOrigins allowed, PublicUrl publicUrl, List<CrossOrigin> open) {
        CorsConfiguration calls = new CorsConfiguration();
        // Behind a proxy that speaks https, our own pages look to us like somebody else's.
        calls.setAllowedOrigins(Stream.concat(allowed.allowedOrigins().stream(), Stream.of(publicUrl.origin()))
                .toList());
        calls.setAllowedMethods(List.of("GET", "POST"));
        calls.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.IF_NONE_MATCH, "Last-Event-ID"));
        calls.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER));
        calls.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        open.forEach(each -> source.registerCorsConfiguration(each.path(), calls));
        return new CorsWebFilter(source);
    }
}
