package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.guildhall.platform.Council;
import org.guildhall.platform.Database;
import org.guildhall.platform.Problem;
import org.guildhall.platform.SafePost;
import org.guildhall.platform.Shell;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The desk as an app on somebody's own device: what the browser needs to install it, the notices it may show, and the keys
 * that work in it.
 */
@Component
final class DeviceRoutes {

    /** What describes the app; open to everybody, as browsers ask for it without a cookie. */
    static final String MANIFEST = "/desk/app.webmanifest";

    /** The script that receives notices while no page is open; it holds nothing of anybody's. */
    static final String WORKER = "/desk/service-worker.js";

    private static final MediaType MANIFEST_TYPE = MediaType.parseMediaType("application/manifest+json");
    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final int SECRET = 16;
    private static final int LONGEST_ENDPOINT = 1_000;
    private static final String BRAND = "#0b4a6f";

    private final PushSubscriptions subscriptions;
    private final PushKeys keys;
    private final PushProperties properties;
    private final SessionCookie cookie;
    private final Database database;
    private final Council council;
    private final Shell shell;
    private final byte[] worker;

    DeviceRoutes(
            PushSubscriptions subscriptions,
            PushKeys keys,
            PushProperties properties,
            SessionCookie cookie,
            Database database,
            Council council,
            Shell shell) {
        this.subscriptions = subscriptions;
        this.keys = keys;
        this.properties = properties;
        this.cookie = cookie;
        this.database = database;
        this.council = council;
        this.shell = shell;
        this.worker = workerScript();
    }

    private static byte[] workerScript() {
        try {
            return new ClassPathResource("org/guildhall/desk/service-worker.js").getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The service worker in the jar cannot be read", e);
        }
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(GET("/desk/device"), this::device)
                .andRoute(
                        GET("/desk/shortcuts"),
                        request -> Pages.show(request, HttpStatus.OK, "desk/shortcuts", Map.of()))
                .andRoute(POST("/desk/push"), this::subscribe)
                .andRoute(POST("/desk/push/check"), this::check)
                .andRoute(POST("/desk/push/end"), this::end)
                .andRoute(GET(MANIFEST), request -> manifest())
                .andRoute(
                        GET(WORKER),
                        request -> ServerResponse.ok()
                                .contentType(SCRIPT)
                                // Its own folder would be /desk/; this lets it have /desk too, where the queue is.
                                .header("Service-Worker-Allowed", "/desk")
                                .bodyValue(worker));
    }

    private Mono<ServerResponse> device(ServerRequest request) {
        return database.<String>onWorker(keys::forBrowsers)
                .flatMap(key -> Pages.show(request, HttpStatus.OK, "desk/device", Map.of("key", key)));
    }

    private Mono<ServerResponse> subscribe(ServerRequest request) {
        return request.formData().flatMap(form -> {
            PushSubscriptions.Browser browser =
                    browser(form).orElseThrow(() -> new Problem(HttpStatus.BAD_REQUEST, WORDS.say("push.faulty")));
            return Mono.justOrEmpty(cookie.session(request.exchange()))
                    .flatMap(session -> subscriptions.add(session, browser))
                    .then(ServerResponse.noContent().build());
        });
    }

    /** Whether this session has switched them on in that browser. */
    record Here(boolean on) {}

    private Mono<ServerResponse> check(ServerRequest request) {
        return request.formData()
                .flatMap(form -> Mono.justOrEmpty(cookie.session(request.exchange()))
                        .flatMap(session -> subscriptions.has(session, value(form, "endpoint"))))
                .defaultIfEmpty(false)
                .flatMap(on -> ServerResponse.ok().bodyValue(new Here(on)));
    }

    private Mono<ServerResponse> end(ServerRequest request) {
        return request.formData()
                .flatMap(form -> Mono.justOrEmpty(cookie.session(request.exchange()))
                        .flatMap(session -> subscriptions.end(session, value(form, "endpoint")))
                        .then(ServerResponse.noContent().build()));
    }

    /** As the browser's own API names it; empty when we could not write to it. */
    private Optional<PushSubscriptions.Browser> browser(MultiValueMap<String, String> form) {
        URI endpoint = address(value(form, "endpoint"));
        byte[] point = bytes(value(form, "p256dh"));
        byte[] secret = bytes(value(form, "auth"));
        if (endpoint == null || !SafePost.allowed(endpoint, properties.exempt())) {
            return Optional.empty();
        }
        return onTheCurve(point) && secret.length == SECRET
                ? Optional.of(new PushSubscriptions.Browser(endpoint, point, secret))
                : Optional.empty();
    }

    private static @Nullable URI address(String text) {
        try {
            return text.isEmpty() || text.length() > LONGEST_ENDPOINT ? null : new URI(text);
        } catch (URISyntaxException nonsense) {
            return null;
        }
    }

    private static boolean onTheCurve(byte[] point) {
        try {
            P256.publicKey(point);
            return true;
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException nonsense) {
            return new byte[0];
        }
    }

    private static String value(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }

    /** https://www.w3.org/TR/appmanifest/ */
    private Mono<ServerResponse> manifest() {
        ObjectNode app = JsonNodeFactory.instance
                .objectNode()
                .put("id", "/desk")
                .put("name", WORDS.say("app.name", Map.of("council", council.name())))
                .put("short_name", WORDS.say("app.short"))
                .put("start_url", "/desk")
                .put("scope", "/desk")
                .put("display", "standalone")
                .put("lang", "en-GB")
                .put("theme_color", BRAND)
                .put("background_color", BRAND);
        ArrayNode icons = app.putArray("icons");
        icon(icons, "desk-icon.svg", "any", "image/svg+xml", "any");
        icon(icons, "desk-icon-192.png", "192x192", "image/png", "any");
        icon(icons, "desk-icon-512.png", "512x512", "image/png", "any");
        icon(icons, "desk-icon-512.png", "512x512", "image/png", "maskable");
        return ServerResponse.ok().contentType(MANIFEST_TYPE).bodyValue(app.toString());
    }

    private void icon(ArrayNode icons, String file, String sizes, String type, String purpose) {
        icons.addObject()
                .put("src", shell.asset(file))
                .put("sizes", sizes)
                .put("type", type)
                .put("purpose", purpose);
    }
}
