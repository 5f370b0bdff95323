package org.guildhall.channel.webchat;

import java.net.URI;
import java.util.List;
import org.guildhall.platform.Callers;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.platform.TrustedProxies;
import org.mockito.Mockito;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The chat API without a house around it. */
final class ChatFixture {

    private ChatFixture() {}

    /** Settings under which nobody is ever asked to wait. */
    static WebchatProperties properties(DataSize largestFile) {
        return new WebchatProperties(
                URI.create("https://www.example.org/weather"), largestFile, 1_000_000, 1_000_000, 0);
    }

    static RouterFunction<ServerResponse> api(Core core, Visitors visitors) {
        return api(core, visitors, new Uploads(Mockito.mock(Database.class)), properties(DataSize.ofMegabytes(1)));
    }

    static RouterFunction<ServerResponse> api(
            Core core, Visitors visitors, Uploads uploads, WebchatProperties properties) {
        Signals signals = new Signals();
        Limits limits = new Limits(properties);
        return new ChatApi(
                        visitors,
                        new Bearers(visitors),
                        new Door(core, visitors, uploads, limits, signals),
                        new Streams(new Rounds(core), signals, Mockito.mock(ChatEvents.class), visitors),
                        new Bodies(JsonMapper.builder().build(), properties),
                        limits,
                        new Network(new Callers(new TrustedProxies(List.of()))))
                .chatApiRoutes();
    }
}
