package org.guildhall.desk;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.util.List;
import java.util.Map;
import org.guildhall.knowledge.Articles;
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
    private final Audit audit;
    private final Council council;

    OverviewPages(Articles articles, Audit audit, Council council) {
        this.articles = articles;
        this.audit = audit;
        this.council = council;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/desk/knowledge"), this::knowledge).andRoute(GET("/desk/audit"), this::audit);
    }

    /** A line of the audit on its page. */
    record AuditRow(String at, String who, String action, String subject) {}

    private Mono<ServerResponse> knowledge(ServerRequest request) {
        return articles.problems()
                .flatMap(all -> Pages.show(request, HttpStatus.OK, "desk/knowledge", Map.of("problems", all)));
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
