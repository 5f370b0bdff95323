package org.guildhall.channel.webchat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.guildhall.platform.AssetRoutes;
import org.guildhall.platform.Assets;
import org.guildhall.platform.CrossOrigin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** {@code /chat.js}: the widget in one file, with its words in every language and this server's settings in it. */
@Configuration(proxyBeanMethods = false)
class ChatScript {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final String FILE = "webchat/chat.js";

    /** Where the file wants what only this server knows. */
    private static final String GIVEN = "GUILDHALL_GIVEN";

    private final Assets.Asset asset;

    ChatScript(ChatWords words, WebchatProperties properties, JsonMapper json) {
        String given = json.writeValueAsString(Map.of(
                "words",
                words.forScript(),
                "exit",
                properties.exit(),
                "most",
                properties.largestFile().toBytes()));
        asset = Assets.made("chat.js", source().replace(GIVEN, given).getBytes(StandardCharsets.UTF_8));
    }

    /** Without indentation and remarks, which nobody needs who only runs it. */
    private static String source() {
        try {
            return new ClassPathResource(FILE)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException broken) {
            throw new UncheckedIOException("The chat's script in the jar cannot be read", broken);
        }
    }

    /** As it is sent. */
    Assets.Asset asset() {
        return asset;
    }

    @Bean
    RouterFunction<ServerResponse> chatScriptRoutes() {
        return RouterFunctions.route()
                .GET(
                        "/chat.js",
                        request -> AssetRoutes.respond(
                                request, asset, CacheControl.maxAge(KEPT).cachePublic()))
                .build();
    }

    /** Pages that load the widget as a module must be let. */
    @Bean
    CrossOrigin chatScriptCalls() {
        return new CrossOrigin("/chat.js");
    }
}
