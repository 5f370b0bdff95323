package org.guildhall.desk;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.util.List;
import java.util.Map;
import org.guildhall.knowledge.Articles;
import org.guildhall.knowledge.Helped;
import org.guildhall.platform.Council;
import org.guildhall.privacy.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What editors and auditors look at: articles that could not be published, and who did what. */
@Component
final class OverviewPages {

    private static final int LATEST = 200;

    private final Articles articles;
    private final Helped helped;
    private final Audit audit;
    private final Council council;

    OverviewPages(Articles articles, Helped helped, Audit audit, Council council) {
        this.articles = articles;
        this.helped = helped;
        this.audit = audit;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/desk/knowledge"), this::knowledge).andRoute(GET("/desk/audit"), this::audit);
    }

    /** A line of the audit on its page. */
    record AuditRow(String at, String who, String action, String subject) {}

    private Mono<ServerResponse> knowledge(ServerRequest request) {
        return Mono.zip(articles.problems(), helped.helpedLeast())
                .flatMap(both -> Pages.show(
                        request,
                        HttpStatus.OK,
                        "desk/knowledge",
                        Map.of("problems", both.getT1(), "helped", both.getT2())));
    }

    private Mono<ServerResponse> audit(ServerRequest request) {
        return audit.latest(LATEST)
                .map(this::rows)
                .flatMap(rows -> Pages.show(request, HttpStatus.OK, "desk/audit", Map.of("lines", rows)));
    }

    private List<AuditRow> rows(List<Audit.Line> lines) {
        return lines.stream()
                .map(line -> new AuditRow(
                        Spoken.at(line.at(), council.timeZone()), line.who(), line.action(), line.subject()))
                .toList();
    }
}
