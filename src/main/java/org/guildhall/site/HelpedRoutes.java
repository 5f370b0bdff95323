package org.guildhall.site;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.guildhall.knowledge.Helped;
import org.guildhall.platform.Allowance;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** "Did this help?": a count of each version, and nothing about who said so. */
@Configuration(proxyBeanMethods = false)
class HelpedRoutes {

    /** A family, or an office behind one address, may each say it of one page; a finger on the button may not. */
    private static final int OF_ONE_ARTICLE = 5;

    private static final Duration WHILE = Duration.ofHours(1);

    private final Helped helped;
    private final Allowance altogether;
    private final Allowance ofOneArticle = new Allowance(OF_ONE_ARTICLE, WHILE);
    private final Sentences words = Sentences.in("messages/site");

    HelpedRoutes(Helped helped, SiteProperties properties) {
        this.helped = helped;
        this.altogether = new Allowance(properties.opinionsPerHour(), WHILE);
    }

    @Bean
    RouterFunction<ServerResponse> helpedForm() {
        return RouterFunctions.route()
                .POST("/help/{article}/helped", this::take)
                .build();
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        String article = request.pathVariable("article");
        // Another site's page must not say it for those who read that.
        String site = request.headers().firstHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return Mono.error(new Problem(HttpStatus.FORBIDDEN, words.say("form.foreign")));
        }
        return request.formData()
                .map(Said::of)
                .doOnNext(said -> allow(request.exchange().getRequest().getRemoteAddress(), article))
                .flatMap(said -> helped.count(article, said.version(), said.helped())
                        .flatMap(known -> known ? thanked(article, said) : Mono.error(this::missing)));
    }

    private void allow(@Nullable InetSocketAddress from, String article) {
        altogether.take(from).or(() -> ofOneArticle.take(from, article)).ifPresent(wait -> {
            throw Allowance.usedUp(wait, words.say("helped.many"));
        });
    }

    /** The id is one of an article, so it needs no quoting. */
    private static Mono<ServerResponse> thanked(String article, Said said) {
        return ServerResponse.seeOther(
                        URI.create("/help/" + article + "?helped=" + (said.helped() ? "yes" : "no") + "#did-this-help"))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, words.say("article.missing"));
    }

    /**
     * What the form says.
     *
     * @param version which was read, from 1
     */
    record Said(int version, boolean helped) {

        private static final Sentences WORDS = Sentences.in("messages/site");

        static Said of(MultiValueMap<String, String> fields) {
            String version = fields.getFirst("version");
            String helped = fields.getFirst("helped");
            if (version == null || !version.matches("[1-9]\\d{0,8}")) {
                throw wrong("version");
            }
            if (!"yes".equals(helped) && !"no".equals(helped)) {
                throw wrong("helped");
            }
            return new Said(Integer.parseInt(version), "yes".equals(helped));
        }

        private static Problem wrong(String field) {
            return new Problem(HttpStatus.BAD_REQUEST, WORDS.say("helped.wrong")).naming(field);
        }
    }
}
