package org.guildhall.platform;

import io.netty.channel.ChannelOption;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Puts a {@link Gate} and a {@link Line} into every connection. Without them a handful of slow clients could hold every
 * connection for ever, and a crowd could use up everything else.
 */
@Component
final class ServerLimits implements NettyServerCustomizer {

    /**
     * Bytes the system keeps of an answer on its way. With more, somebody who takes nothing would go unnoticed for long;
     * with less, a quick client far away would wait.
     */
    private static final int SEND_BUFFER = 128 * 1024;

    /** Of the heap, for what is kept of requests that are not all there. */
    private static final int SHARE_FOR_ARRIVALS = 16;

    private final Admission admission;
    private final Connections connections;
    private final Patience patience;
    private final Arrivals arrivals = new Arrivals(Runtime.getRuntime().maxMemory() / SHARE_FOR_ARRIVALS);
    private final Refusals refusals = new Refusals();

    @Autowired
    ServerLimits(Admission admission, Connections connections) {
        this(admission, connections, Patience.DEFAULT);
    }

    /** Other times, for tests that cannot wait. */
    ServerLimits(Admission admission, Connections connections, Patience patience) {
        this.admission = admission;
        this.connections = connections;
        this.patience = patience;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.readTimeout(patience.arrival())
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .doOnChannelInit((observer, channel, address) -> {
                    Gate gate = new Gate(admission, arrivals, refusals, connections, patience);
                    channel.pipeline()
                            .addAfter(NettyPipeline.HttpCodec, "guildhall.gate", gate)
                            .addFirst("guildhall.line", new Line(connections, gate, patience));
                });
    }
}
