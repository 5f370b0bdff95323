package org.guildhall.desk;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.util.HashMap;
import java.util.Map;
import org.guildhall.platform.Council;
import org.guildhall.platform.PublicUrl;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * What the first administrator finds after signing in for the first time: a short list of what to do before colleagues come. All of
 * it can be left out, and be done later on the pages it leads to.
 */
@Component
final class SetUpPages {

    static final String PATH = "/desk/set-up";

    /** The council that the settings name until somebody gives their own. */
    private static final String SAMPLE = "Marlbridge Council";

    private final Welcoming welcoming;
    private final Council council;
    private final DeskProperties properties;
    private final PublicUrl publicUrl;

    SetUpPages(Welcoming welcoming, Council council, DeskProperties properties, PublicUrl publicUrl) {
        this.welcoming = welcoming;
        this.council = council;
        this.properties = properties;
        this.publicUrl = publicUrl;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET(PATH), this::list).andRoute(POST(PATH), this::finish);
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return Caller.of(request).flatMap(welcoming::done).flatMap(done -> {
            Map<String, Object> model = new HashMap<>();
            model.put("progress", done);
            model.put("configured", properties.adminPassword().present());
            model.put("council", council);
            model.put("sample", council.name().equals(SAMPLE));
            model.put("address", publicUrl.publicUrl().toString());
            return Pages.show(request, HttpStatus.OK, "desk/set-up", model);
        });
    }

    private Mono<ServerResponse> finish(ServerRequest request) {
        return Caller.of(request).flatMap(welcoming::end).then(Pages.goTo(Entrance.HOME));
    }
}
