package org.guildhall.platform;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One connection as bytes: counted, heard before anybody understands what they say, and cut when nobody takes ours. */
final class Line extends ChannelDuplexHandler {

    /** How often within the time of patience it is looked whether bytes leave: nobody holds on for longer than one look more. */
    private static final int LOOKS = 8;

    private final Connections connections;
    private final Gate gate;
    private final Duration patience;
    private final LongSupplier clock;
    private @Nullable SocketAddress from;
    private boolean counted;
    private final Connections.Wait watching;
    private @Nullable Object waiting;
    private long progress;
    private long movedAt;

    Line(Connections connections, Gate gate, Patience patience) {
        this(connections, gate, patience, System::nanoTime);
    }

    /** With another clock, in nanoseconds, for tests. */
    Line(Connections connections, Gate gate, Patience patience, LongSupplier clock) {
        this.connections = connections;
        this.watching = connections.new Wait();
        this.gate = gate;
        this.patience = patience.answer();
        this.clock = clock;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        from = context.channel().remoteAddress();
        counted = true;
        if (connections.in(from)) {
            context.fireChannelActive();
        } else {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (counted) {
            counted = false;
            connections.out(from);
        }
        watching.end();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            gate.heard(bytes.readableBytes());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        ChannelOutboundBuffer pending = pending(context);
        if (!watching.on() && pending != null) {
            watching.begin();
            moved(pending);
            lookLater(context);
        }
    }

    private void moved(ChannelOutboundBuffer pending) {
        waiting = pending.current();
        progress = pending.currentProgress();
        movedAt = clock.getAsLong();
    }

    private void lookLater(ChannelHandlerContext context) {
        context.executor().schedule(() -> look(context), patience.toNanos() / LOOKS, TimeUnit.NANOSECONDS);
    }

    /** Looks come late when thousands are due, so that time is told by the clock and not by their number. */
    private void look(ChannelHandlerContext context) {
        ChannelOutboundBuffer pending = pending(context);
        if (pending == null) {
            watching.end();
            waiting = null;
            return;
        }
        if (waiting != pending.current() || progress != pending.currentProgress()) {
            moved(pending);
        }
        if (clock.getAsLong() - movedAt >= connections.patience(patience)) {
            connections.cut("slow-answer");
            context.close();
        } else {
            lookLater(context);
        }
    }

    private static @Nullable ChannelOutboundBuffer pending(ChannelHandlerContext context) {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer == null || buffer.totalPendingWriteBytes() == 0 ? null : buffer;
    }
}
