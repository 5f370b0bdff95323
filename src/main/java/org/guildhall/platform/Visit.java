package org.guildhall.platform;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request and its answer. All of it runs on its connection's own event loop, but for {@link #yourTurn}. */
final class Visit implements Share.Guest {

    private final HttpRequest request;
    private final Arrivals arrivals;
    private final Consumer<Visit> called;
    /** What has come of it and nobody behind the gate has seen. */
    private final Queue<Object> held = new ArrayDeque<>();

    private @Nullable Share share;
    private Phase phase = Phase.ARRIVING;
    private boolean hasPlace;
    private boolean whole;
    private boolean passing;
    private boolean answerBegun;
    private boolean answered;
    private long bytes;
    private long dropped;
    private long remembered;

    /**
     * One whose first line and headers are there.
     *
     * @param share where it has to ask for a place; null when it needs none
     * @param called told, on anybody's thread, when it is this visit's turn
     */
    Visit(HttpRequest request, @Nullable Share share, Arrivals arrivals, Consumer<Visit> called) {
        this.request = request;
        this.share = share;
        this.arrivals = arrivals;
        this.called = called;
        held.add(request);
    }

    /** How far it has come. */
    enum Phase {
        /** Not all there yet. */
        ARRIVING,
        /** All there, without a place. */
        WAITING,
        /** Handed on. */
        INSIDE,
        /** Turned away; what still comes of it is dropped. */
        REFUSED
    }

    HttpRequest request() {
        return request;
    }

    @Nullable Share share() {
        return share;
    }

    Phase phase() {
        return phase;
    }

    boolean isAt(Phase asked) {
        return phase == asked;
    }

    /** Whether its last piece has come. */
    boolean whole() {
        return whole;
    }

    /** This was its last piece. */
    void complete() {
        whole = true;
    }

    /** Keeps a piece until it is all there. */
    void hold(HttpContent content) {
        int more = content.content().readableBytes();
        held.add(content);
        bytes += more;
        arrivals.keep(more);
    }

    /** Bytes that are held, without the headers. */
    long heldBytes() {
        return bytes;
    }

    /** Drops a piece that comes too late. */
    void ignore(HttpContent content) {
        dropped += content.content().readableBytes();
        content.release();
    }

    /** Bytes that came too late. */
    long ignoredBytes() {
        return dropped;
    }

    /** Lets it be ended to make room when it is the slowest of all. */
    void endToMakeRoom(Runnable end) {
        if (phase == Phase.ARRIVING && bytes > 0 && remembered == 0) {
            remembered = arrivals.remember(end);
        }
    }

    /** Asks for a place where it belongs. */
    Share.Answer askForPlace(Share where) {
        share = where;
        Share.Answer answer = where.enter(this);
        if (answer == Share.Answer.PLACE) {
            hasPlace = true;
        } else if (answer == Share.Answer.SEAT) {
            phase = Phase.WAITING;
        }
        return answer;
    }

    @Override
    public void yourTurn() {
        called.accept(this);
    }

    /** Takes the place that it was called for; whoever has gone meanwhile gives it back at once. */
    boolean takePlace() {
        hasPlace = true;
        if (phase == Phase.WAITING) {
            return true;
        }
        leave();
        return false;
    }

    /** It waits no longer. */
    void giveUp() {
        if (phase == Phase.WAITING && share != null) {
            share.giveUp(this);
        }
    }

    /** Hands on what is held; what still comes is not for us any more. */
    void pass(ChannelHandlerContext inside) {
        phase = Phase.INSIDE;
        letGo();
        passing = true;
        Object next = held.poll();
        while (next != null) {
            inside.fireChannelRead(next);
            next = held.poll();
        }
        inside.fireChannelReadComplete();
        passing = false;
    }

    /** It gets no further. */
    void refuse() {
        phase = Phase.REFUSED;
        letGo();
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }

    /** Its answer has begun to leave. */
    void beginAnswer() {
        answerBegun = true;
    }

    boolean answerBegun() {
        return answerBegun;
    }

    /** Its answer has left. */
    void endAnswer() {
        answered = true;
    }

    /** Whether both it and its answer are through the gate. */
    boolean over() {
        return answered && whole && !passing;
    }

    /** Gives its place to the next. */
    void leave() {
        Share left = share;
        if (hasPlace && left != null) {
            hasPlace = false;
            left.leave();
        }
    }

    private void letGo() {
        arrivals.keep(-bytes);
        bytes = 0;
        if (remembered != 0) {
            arrivals.forget(remembered);
            remembered = 0;
        }
    }
}
