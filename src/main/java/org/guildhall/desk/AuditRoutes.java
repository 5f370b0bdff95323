package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Who did and who looked at what: a page with filters, the whole of it to take away, and the same for programs. */
@Component
final class AuditRoutes {

    private static final String PATH = "/desk/audit";

    /** What the page offers to look for, each the beginning of what was done. */
    private static final List<String> KINDS = List.of(
            "conversation",
            "conversation.view",
            "file.view",
            "search",
            "sign-in",
            "staff",
            "second-factor",
            "session",
            "token",
            "audit",
            "dead-letter",
            "canned-reply",
            "channel",
            "block");

    private final AuditTrail trail;
    private final Council council;

    AuditRoutes(AuditTrail trail, Council council) {
        this.trail = trail;
        this.council = council;
    }

    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route(GET(PATH), this::page).andRoute(GET(PATH + "/export"), this::export);
    }

    /** Below {@code /api/desk}. */
    RouterFunction<ServerResponse> api() {
        return RouterFunctions.route(GET("/audit"), this::json).andRoute(GET("/audit/export"), this::export);
    }

    /** A line on the page, in words. */
    record Row(String at, String who, String what, String subject, String address, String details) {}

    /** A page for programs; {@code next} goes into {@code before}, and is null at the end. */
    record Lines(List<ObjectNode> lines, @Nullable String next) {}

    private Mono<ServerResponse> page(ServerRequest request) {
        AuditForm form = AuditForm.of(request);
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("kinds", kinds());
        Pages.Fault fault = form.fault().orElse(null);
        if (fault != null) {
            model.put("fault", fault);
            model.put("lines", List.of());
            return Pages.show(request, HttpStatus.BAD_REQUEST, "desk/audit", model);
        }
        Stream.of(AuditExport.values())
                .forEach(format ->
                        model.put(format.word(), form.at(PATH + "/export", Map.of("format", format.word()))));
        return Caller.of(request).flatMap(me -> trail.page(me, form)).flatMap(lines -> {
            model.put("lines", lines.stream().map(this::row).toList());
            if (lines.size() == AuditTrail.PAGE) {
                model.put(
                        "older",
                        form.at(PATH, Map.of("before", "" + lines.getLast().id())));
            }
            return Pages.show(request, HttpStatus.OK, "desk/audit", model);
        });
    }

    private static List<ConversationPages.Option> kinds() {
        return KINDS.stream()
                .map(kind -> new ConversationPages.Option(kind, WORDS.say("audit.kind." + kind)))
                .toList();
    }

    private Row row(Audit.Line line) {
        String address = line.address();
        return new Row(
                Spoken.at(line.at(), council.timeZone()),
                line.who(),
                words(line.action()),
                line.subject(),
                address == null ? "" : address,
                line.details().equals("{}") ? "" : line.details());
    }

    /** A deed that has no words yet is called what it is. */
    private static String words(String action) {
        String key = "audit.action." + action;
        return WORDS.keys().contains(key) ? WORDS.say(key) : action;
    }

    private Mono<ServerResponse> json(ServerRequest request) {
        AuditForm form = AuditForm.of(request);
        return Caller.of(request)
                .flatMap(me -> form.fault()
                        .map(fault -> Mono.<List<Audit.Line>>error(wrong(fault)))
                        .orElseGet(() -> trail.page(me, form)))
                .map(lines -> new Lines(
                        lines.stream().map(AuditExport::json).toList(),
                        lines.size() == AuditTrail.PAGE ? "" + lines.getLast().id() : null))
                .flatMap(lines -> ServerResponse.ok().bodyValue(lines));
    }

    private Mono<ServerResponse> export(ServerRequest request) {
        AuditForm form = AuditForm.of(request);
        AuditExport format = request.queryParam("format")
                .flatMap(AuditExport::of)
                .orElseThrow(() -> wrong(new Pages.Fault("format", WORDS.say("audit.format"))));
        form.fault().ifPresent(fault -> {
            throw wrong(fault);
        });
        ContentDisposition name = ContentDisposition.attachment()
                .filename("audit." + format.word())
                .build();
        return Caller.of(request)
                .flatMap(me -> ServerResponse.ok()
                        .contentType(format.type())
                        .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                        .body(BodyInserters.fromDataBuffers(bytes(format, trail.all(me, form, format.word())))));
    }

    private static Flux<DataBuffer> bytes(AuditExport format, Flux<Audit.Line> lines) {
        return Flux.just(format.beginning())
                .concatWith(lines.map(format::line))
                .filter(text -> !text.isEmpty())
                .map(text -> DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Problem wrong(Pages.Fault fault) {
        return new Problem(HttpStatus.BAD_REQUEST, fault.field() + ": " + fault.words()).naming(fault.field());
    }
}
