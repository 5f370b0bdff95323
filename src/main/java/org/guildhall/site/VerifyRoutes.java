package org.guildhall.site;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.guildhall.knowledge.Versions;
import org.guildhall.platform.Allowance;
import org.guildhall.platform.Assets;
import org.guildhall.platform.Council;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /verify}: did the council really say this? A form for links and for words; nothing of it is kept. */
@Configuration(proxyBeanMethods = false)
class VerifyRoutes {

    /** Characters; longer than any answer with its proof. */
    private static final int LONGEST = 20_000;

    private final Verification verification;
    private final ShareViews views;
    private final Archive archive;
    private final ReadyPages pages;
    private final Rendering rendering;
    private final Council council;
    private final Allowance allowance;
    private final Sentences words = Sentences.in("messages/site");

    VerifyRoutes(
            Verification verification,
            ShareViews views,
            Archive archive,
            ReadyPages pages,
            Rendering rendering,
            Council council,
            SiteProperties properties) {
        this.verification = verification;
        this.views = views;
        this.archive = archive;
        this.pages = pages;
        this.rendering = rendering;
        this.council = council;
        this.allowance = new Allowance(properties.checksPerMinute(), Duration.ofMinutes(1));
    }

    @Bean
    RouterFunction<ServerResponse> verifyPage() {
        return RouterFunctions.route()
                .route(ReadyPages.reads("/verify"), this::form)
                .POST("/verify", this::checked)
                .build();
    }

    private Mono<ServerResponse> form(ServerRequest request) {
        String link = request.queryParam("link").orElse("");
        return link.isBlank() ? pages.forAll(request, "/verify", () -> page("", null, Map.of())) : check(request, link);
    }

    private Mono<ServerResponse> checked(ServerRequest request) {
        return request.formData()
                .map(fields -> {
                    String asked = fields.getFirst("asked");
                    return asked == null ? "" : asked;
                })
                .flatMap(asked -> check(request, asked));
    }

    private Mono<ServerResponse> check(ServerRequest request, String asked) {
        return Mono.fromSupplier(() -> allowed(request, asked))
                .flatMap(fit -> pages.once(() -> page(fit, null, said(fit))))
                .onErrorResume(
                        Problem.class,
                        problem -> pages.once(
                                problem,
                                () -> page(
                                        asked.substring(0, Math.min(asked.length(), LONGEST)),
                                        problem.getBody().getDetail(),
                                        Map.of())));
    }

    private String allowed(ServerRequest request, String asked) {
        allowance.take(request.exchange().getRequest().getRemoteAddress()).ifPresent(wait -> {
            throw Allowance.usedUp(wait, words.say("verify.many"));
        });
        if (asked.isBlank()) {
            throw new Problem(HttpStatus.BAD_REQUEST, words.say("verify.missing")).naming("asked");
        }
        if (asked.length() > LONGEST) {
            throw new Problem(HttpStatus.BAD_REQUEST, words.say("verify.long", Map.of("most", "20,000")))
                    .naming("asked");
        }
        return asked;
    }

    private Map<String, Object> said(String asked) {
        Verdict verdict = verification.of(asked);
        Versions.Kept now = kept(verdict).flatMap(archive::now).orElse(null);
        return views.verdict(verdict, now);
    }

    private static Optional<Versions.Kept> kept(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ours ours -> Optional.of(ours.kept());
            case Verdict.Changed changed -> Optional.of(changed.kept());
            case Verdict.NotOurs _, Verdict.JustAPage _ -> Optional.empty();
        };
    }

    private Assets.Asset page(String asked, @Nullable String error, Map<String, Object> said) {
        Map<String, Object> model = new HashMap<>(said);
        model.put("asked", asked);
        model.put("error", error);
        model.putIfAbsent("verdict", null);
        model.put("councilName", council.name());
        return rendering.page("site/verify", model);
    }
}
