package org.guildhall.platform;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection as bytes: counted, heard before anybody understands what they say, and cut when nobody takes ours. */
final class Line extends ChannelDuplexHandler {

    /** How often within the time of patience it is looked whether bytes leave; with fewer, some would get much less of it. */
    private static final int LOOKS = 6;

    private final Connections connections;
    private final Gate gate;
    private final long lookEveryNanos;
    private @Nullable SocketAddress from;
    private boolean counted;
    private boolean watching;
    private int looksWithoutProgress;
    private @Nullable Object waiting;
    private long progress;

    Line(Connections connections, Gate gate, Patience patience) {
        this.connections = connections;
        this.gate = gate;
        this.lookEveryNanos = patience.answer().toNanos() / LOOKS;
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
        if (!watching && pending(context) != null) {
            watching = true;
            looksWithoutProgress = 0;
            lookLater(context);
        }
    }

    private void lookLater(ChannelHandlerContext context) {
        context.executor().schedule(() -> look(context), lookEveryNanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        ChannelOutboundBuffer pending = pending(context);
        if (pending == null) {
            watching = false;
            waiting = null;
            return;
        }
        boolean moved = waiting != pending.current() || progress != pending.currentProgress();
        looksWithoutProgress = moved ? 0 : looksWithoutProgress + 1;
        waiting = pending.current();
        progress = pending.currentProgress();
        // The first look only remembers where things stand, some time after they came to stand.
        if (looksWithoutProgress >= LOOKS - 1) {
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
