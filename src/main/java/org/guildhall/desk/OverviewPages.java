package org.guildhall.desk;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.util.Map;
import org.guildhall.knowledge.Articles;
import org.guildhall.knowledge.Helped;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What editors look at: articles that could not be published. */
@Component
final class OverviewPages {

    private final Articles articles;
    private final Helped helped;

    OverviewPages(Articles articles, Helped helped) {
        this.articles = articles;
        this.helped = helped;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/desk/knowledge"), this::knowledge);
    }

    private Mono<ServerResponse> knowledge(ServerRequest request) {
        return Mono.zip(articles.problems(), helped.helpedLeast())
                .flatMap(both -> Pages.show(
                        request,
                        HttpStatus.OK,
                        "desk/knowledge",
                        Map.of("problems", both.getT1(), "helped", both.getT2())));
    }
}
