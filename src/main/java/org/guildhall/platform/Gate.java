package org.guildhall.platform;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The gate of one connection, between the HTTP codec and everything that costs: a request goes on only when it is all
 * there and has a place, one at a time. So whoever dawdles takes up nothing but a connection, and turning somebody away
 * is one small write. All of it runs on the connection's own event loop.
 */
final class Gate extends ChannelDuplexHandler {

    /** Bytes that are waited for; what is larger is an upload and is handed on as it comes. */
    static final int LARGEST_HELD = 1024 * 1024;

    private final Admission admission;
    private final Arrivals arrivals;
    private final Refusals refusals;
    private final Connections connections;
    private final Patience patience;
    /** What the client sent before it had its answer to what it asked first. */
    private final Queue<Object> later = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private @Nullable Alarm alarm;
    private @Nullable Visit visit;
    private final Coming coming = new Coming();
    private final Connections.Wait wait;
    private boolean readWanted;
    private boolean everAsked;
    /** When the connection began, of {@link System#nanoTime}. */
    private long since;

    Gate(Admission admission, Arrivals arrivals, Refusals refusals, Connections connections, Patience patience) {
        this.admission = admission;
        this.arrivals = arrivals;
        this.refusals = refusals;
        this.connections = connections;
        this.wait = connections.new Wait();
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        alarm = new Alarm(added.executor(), this::expired);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        wait.begin();
        since = System.nanoTime();
        // Looked at when half of it is over already: a crowd may have come meanwhile.
        alarm().at(since + patience.arrival().toNanos() / 2);
        active.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        end();
        inactive.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        end();
    }

    private void end() {
        alarm().remove();
        wait.end();
        Visit last = visit;
        visit = null;
        if (last != null) {
            last.giveUp();
            last.refuse();
            last.leave();
        }
        later.forEach(ReferenceCountUtil::release);
        later.clear();
    }

    /** Bytes came in; they may be a piece of the headers, which nobody else sees before they are complete. */
    void heard(int bytes) {
        if (coming.begun() || visit == null) {
            wait.begin();
            alarm().at(coming.untilAfter(bytes, System.nanoTime(), connections.patience(patience.arrival())));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (!later.isEmpty() || busy()) {
            later.add(message);
        } else {
            take(message);
        }
    }

    private boolean busy() {
        Visit current = visit;
        return current != null && current.whole();
    }

    private void take(Object message) {
        switch (message) {
            case HttpRequest request -> begin(request);
            case HttpContent content -> goOn(content);
            default -> context().fireChannelRead(message);
        }
    }

    private void begin(HttpRequest request) {
        everAsked = true;
        if (!coming.begun()) {
            // It came in one piece with what was asked before.
            heard(0);
        }
        boolean broken = request.decoderResult().isFailure();
        Share share = broken ? null : admission.shareFor(request);
        Visit begun = new Visit(request, share, arrivals, this::called);
        visit = begun;
        if (broken && request instanceof LastHttpContent) {
            begun.complete();
        }
        if (share == null) {
            pass(begun);
            return;
        }
        String closed = admission.closedFor(share);
        if (closed != null) {
            refuse(begun, closed);
        } else if (length(request) > LARGEST_HELD) {
            upload(begun);
        } else {
            hurry(request);
        }
    }

    /** Whoever asks before sending the body is told to, since nobody behind us sees the request before its body. */
    private void hurry(HttpRequest request) {
        if (HttpUtil.is100ContinueExpected(request)) {
            request.headers().remove(HttpHeaderNames.EXPECT);
            context().writeAndFlush(Refusals.goOn());
        }
    }

    private void goOn(HttpContent content) {
        Visit current = visit;
        if (current == null) {
            content.release();
            return;
        }
        if (content instanceof LastHttpContent) {
            current.complete();
        }
        switch (current.phase()) {
            case ARRIVING -> hold(current, content);
            case REFUSED -> ignore(current, content);
            case INSIDE, WAITING -> {
                context().fireChannelRead(content);
                if (current.whole()) {
                    arrived();
                    overIfDone(current);
                }
            }
        }
    }

    private void hold(Visit current, HttpContent content) {
        current.hold(content);
        if (current.whole()) {
            arrived();
            enter(current);
        } else if (current.heldBytes() > LARGEST_HELD) {
            upload(current);
        }
    }

    private void ignore(Visit current, HttpContent content) {
        current.ignore(content);
        if (current.whole()) {
            arrived();
            overIfDone(current);
        } else if (current.ignoredBytes() > LARGEST_HELD) {
            context().close();
        }
    }

    private void arrived() {
        coming.end();
        wait.end();
        alarm().off();
    }

    private void enter(Visit current) {
        Share share = current.share();
        if (share == null) {
            pass(current);
            return;
        }
        switch (current.askForPlace(share)) {
            case PLACE -> pass(current);
            case SEAT -> alarm().at(System.nanoTime() + patience.turn().toNanos());
            case NOTHING -> refuse(current, "full");
        }
    }

    private void called(Visit waiting) {
        context().executor().execute(() -> {
            if (waiting.takePlace()) {
                pass(waiting);
            }
        });
    }

    private void upload(Visit current) {
        if (current.askForPlace(admission.uploads()) == Share.Answer.PLACE) {
            pass(current);
        } else {
            refuse(current, "full");
        }
    }

    private void pass(Visit current) {
        if (current.whole()) {
            arrived();
        }
        current.pass(context());
        overIfDone(current);
    }

    private void refuse(Visit current, String reason) {
        Share share = current.share();
        if (share != null) {
            admission.refused(share, reason);
        }
        current.refuse();
        boolean keep = !admission.closing()
                && HttpUtil.isKeepAlive(current.request())
                && length(current.request()) <= LARGEST_HELD;
        var written = context().writeAndFlush(refusals.busy(current.request(), keep));
        written.addListener(keep ? told -> answered(current) : ChannelFutureListener.CLOSE);
    }

    private static long length(HttpRequest request) {
        return HttpUtil.getContentLength(request, 0L);
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        Visit current = visit;
        boolean informational = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (current == null || !current.isAt(Visit.Phase.INSIDE) || informational) {
            writing.write(message, promise);
            return;
        }
        current.beginAnswer();
        if (message instanceof LastHttpContent) {
            writing.write(message, promise.unvoid().addListener(left -> answered(current)));
            current.leave();
        } else {
            writing.write(message, promise);
        }
    }

    /** The answer has left for the client; until then a place for the next request would be held by whoever reads slowly. */
    private void answered(Visit current) {
        current.endAnswer();
        overIfDone(current);
    }

    private void overIfDone(Visit current) {
        if (visit == current && current.over()) {
            over(current);
        }
    }

    private void over(Visit current) {
        current.leave();
        visit = null;
        alarm().at(System.nanoTime() + patience.idle().toNanos());
        while (!later.isEmpty() && !busy()) {
            take(later.remove());
        }
        if (later.isEmpty() && (readWanted || hungry())) {
            readWanted = false;
            context().read();
        }
    }

    /** Reads no further while there is more than we can take: the client has to wait for its answers. */
    @Override
    public void read(ChannelHandlerContext reading) {
        if (later.isEmpty()) {
            reading.read();
        } else {
            readWanted = true;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext complete) {
        Visit current = visit;
        if (current != null) {
            current.endToMakeRoom(() -> complete.executor().execute(() -> tooSlow(current, "made-room")));
        }
        complete.fireChannelReadComplete();
        if (hungry()) {
            complete.read();
        }
    }

    /** Whether the next piece is ours to ask for; once a request is inside, those who work at it ask. */
    private boolean hungry() {
        Visit current = visit;
        return current == null || (!current.whole() && !current.isAt(Visit.Phase.INSIDE));
    }

    private void expired() {
        Visit current = visit;
        if (current == null) {
            if (coming.begun()) {
                say408(null, "slow-request");
            } else if (everAsked) {
                context().close();
            } else {
                silent();
            }
            return;
        }
        switch (current.phase()) {
            case WAITING -> {
                current.giveUp();
                refuse(current, "waited");
            }
            case REFUSED -> context().close();
            case ARRIVING, INSIDE -> tooSlow(current, "slow-request");
        }
    }

    /** Nothing has come since the connection began. */
    private void silent() {
        long until = since + connections.patience(patience.arrival());
        if (System.nanoTime() - until < 0) {
            alarm().at(until);
        } else {
            connections.cut("silent");
            context().close();
        }
    }

    private void tooSlow(Visit late, String reason) {
        if (visit != late || late.whole()) {
            return;
        }
        if (late.answerBegun() || late.isAt(Visit.Phase.REFUSED)) {
            context().close();
        } else {
            say408(late.request(), reason);
        }
    }

    private void say408(@Nullable HttpRequest request, String reason) {
        connections.cut(reason);
        context().writeAndFlush(refusals.tooSlow(request)).addListener(ChannelFutureListener.CLOSE);
    }

    private Alarm alarm() {
        Alarm set = alarm;
        if (set == null) {
            throw new IllegalStateException("Not part of a connection yet");
        }
        return set;
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext added = context;
        if (added == null) {
            throw new IllegalStateException("Not part of a connection yet");
        }
        return added;
    }
}
