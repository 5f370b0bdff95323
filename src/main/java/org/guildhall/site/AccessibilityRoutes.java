package org.guildhall.site;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.guildhall.platform.Council;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** {@code /accessibility}: the statement that public bodies owe, made of what this service is and what the council says. */
@Configuration(proxyBeanMethods = false)
class AccessibilityRoutes {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private final ReadyPages pages;
    private final Rendering rendering;
    private final AccessibilityProperties statement;
    private final Council council;
    private final PublicUrl publicUrl;

    AccessibilityRoutes(
            ReadyPages pages,
            Rendering rendering,
            AccessibilityProperties statement,
            Council council,
            PublicUrl publicUrl) {
        this.pages = pages;
        this.rendering = rendering;
        this.statement = statement;
        this.council = council;
        this.publicUrl = publicUrl;
    }

    @Bean
    RouterFunction<ServerResponse> accessibilityStatement() {
        return RouterFunctions.route()
                .route(
                        ReadyPages.reads("/accessibility"),
                        request -> pages.forAll(
                                request, "/accessibility", () -> rendering.page("site/accessibility", model())))
                .build();
    }

    private Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("statement", statement);
        model.put("address", publicUrl.at("/accessibility"));
        model.put("service", publicUrl.at("/"));
        model.put("prepared", day(statement.preparedOn()));
        model.put("tested", day(statement.testedOn()));
        return model;
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }
}
