package org.guildhall.platform;

import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/**
 * How long a client may take. Without these a handful of slow ones could hold every connection for ever; Spring Boot has
 * settings for the rest (see {@code application.yaml}).
 */
@Component
final class ServerLimits implements NettyServerCustomizer {

    /** Between two pieces of a request. */
    private static final Duration READ = Duration.ofSeconds(10);

    /** For a whole request, from its first byte: a photo over a poor mobile line fits, a drip does not. */
    private static final Duration REQUEST = Duration.ofSeconds(30);

    /** For taking one piece of an answer; event streams send a comment more often than this. */
    private static final Duration WRITE = Duration.ofSeconds(30);

    private final Duration read;
    private final Duration request;
    private final Duration write;

    @Autowired
    ServerLimits() {
        this(READ, REQUEST, WRITE);
    }

    /** Other times, for tests that cannot wait. */
    ServerLimits(Duration read, Duration request, Duration write) {
        this.read = read;
        this.request = request;
        this.write = write;
    }

    /** By default Netty listens for two more seconds whether anything comes; the server has drained by then. */
    @Autowired
    void endAtOnce(ReactorResourceFactory eventLoops) {
        eventLoops.setShutdownQuietPeriod(Duration.ZERO);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.readTimeout(read)
                .requestTimeout(request)
                .doOnChannelInit((observer, channel, address) ->
                        channel.pipeline().addFirst(new WriteTimeoutHandler(write.toMillis(), TimeUnit.MILLISECONDS)));
    }
}
