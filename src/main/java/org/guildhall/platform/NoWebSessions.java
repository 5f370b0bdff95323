package org.guildhall.platform;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Mono;

/**
 * The framework's own sessions do not exist here: staff's are in our database, and citizens have none. Without this,
 * every page that is rendered makes one in memory first, and goes on rendering on a thread that must not wait.
 */
@Configuration(proxyBeanMethods = false)
class NoWebSessions {

    @Bean(WebHttpHandlerBuilder.WEB_SESSION_MANAGER_BEAN_NAME)
    WebSessionManager noWebSessions() {
        return exchange -> Mono.empty();
    }
}
