package org.guildhall.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.PropertyPlaceholderHelper;

/** Says where everything is, once the server takes requests. */
@Component
final class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);
    private static final String TEXT = "org/guildhall/platform/welcome.txt";

    private final PublicUrl publicUrl;
    private final Council council;
    private final boolean logsAreData;

    Welcome(PublicUrl publicUrl, Council council, Environment environment) {
        this.publicUrl = publicUrl;
        this.council = council;
        this.logsAreData = environment.containsProperty("logging.structured.format.console");
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() throws IOException {
        if (logsAreData) {
            // Whoever reads this output expects one JSON object a line.
            LOG.info("Ready at {}", publicUrl.at("/"));
        } else {
            String text = text();
            // Whoever should read it may not, and then it must not be waited for.
            Thread.ofPlatform().daemon().name("welcome").start(() -> System.out.print(text));
        }
    }

    String text() throws IOException {
        Map<String, String> places = Map.of(
                "council", council.name(),
                "help", publicUrl.at("/"),
                "chat", publicUrl.at("/chat"),
                "desk", publicUrl.at("/desk"));
        String text = new ClassPathResource(TEXT).getContentAsString(StandardCharsets.UTF_8);
        return new PropertyPlaceholderHelper("{", "}").replacePlaceholders(text, places::get);
    }
}
