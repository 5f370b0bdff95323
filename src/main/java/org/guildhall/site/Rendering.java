package org.guildhall.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.guildhall.platform.Assets;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringWebFluxTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/**
 * Makes whole pages, bytes and packed bytes and the hash of both, so that one may be sent many times. Reads templates from
 * the class path: call it off the event loop.
 */
@Component
record Rendering(ISpringWebFluxTemplateEngine templates, ApplicationContext application) {

    /**
     * One page.
     *
     * @param template below {@code templates}, without {@code .html}
     */
    Assets.Asset page(String template, Map<String, ?> model) {
        Map<String, Object> variables = new HashMap<>(model);
        // As the framework's own view has it: without this, a template does not reach beans such as the shell.
        variables.put(
                ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                new ThymeleafEvaluationContext(application, null));
        String html = templates.process(template, new Context(Locale.UK, variables));
        return Assets.Asset.of(template, MediaType.TEXT_HTML, html.getBytes(UTF_8));
    }
}
