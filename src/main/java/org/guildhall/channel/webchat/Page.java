package org.guildhall.channel.webchat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.guildhall.conversation.CatchUp.News;
import org.guildhall.conversation.Conversations.Standing;
import org.guildhall.conversation.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.FluxSink;

/** An open page, and what it has been told so far. Looked at by one look at a time, never by two. */
final class Page {

    private static final int BEAT_SECONDS = 15;

    /** After this the page connects anew, and its token is looked at again. */
    private static final int LONGEST_SECONDS = (int) Duration.ofMinutes(30).toSeconds();

    private final String person;
    private volatile @Nullable FluxSink<Hint> hints;
    private volatile int known;
    private volatile ChatEvents.@Nullable State told;
    private volatile String conversation = "";
    /** Seconds; only the node's own ticking touches it. */
    private int age;

    /**
     * One that has just been opened.
     *
     * @param known the place of the last message it has, 0 for none
     */
    Page(String person, int known) {
        this.person = person;
        this.known = known;
    }

    /** Why to look. Only the latest is kept while a look is going on; each of them looks. */
    enum Hint {
        /** There may be something new. */
        LOOK,
        /** The line must not fall silent. */
        BEAT,
        /** A member of staff is writing. */
        TYPING
    }

    String person() {
        return person;
    }

    int known() {
        return known;
    }

    /** The id of the conversation it shows; empty before the first message. */
    String conversation() {
        return conversation;
    }

    /** From now on it takes hints, and gives them to whoever looks for it. */
    void heardBy(FluxSink<Hint> listener) {
        hints = listener;
    }

    void hint(Hint hint) {
        FluxSink<Hint> listener = hints;
        if (listener != null) {
            listener.next(hint);
        }
    }

    /** It has to connect anew, if it still may. */
    void end() {
        FluxSink<Hint> listener = hints;
        if (listener != null) {
            listener.complete();
        }
    }

    /**
     * A second has passed.
     *
     * @param sweep after how many seconds it looks without a hint; it looks with every beat too
     */
    void tick(int sweep) {
        age++;
        if (age >= LONGEST_SECONDS) {
            end();
        } else if (age % BEAT_SECONDS == 0) {
            hint(Hint.BEAT);
        } else if (sweep < BEAT_SECONDS && age % sweep == 0) {
            hint(Hint.LOOK);
        }
    }

    /**
     * Takes in what is new.
     *
     * @param whole whether there is nothing after it, so that it may be told how things stand
     * @return what to tell the page
     */
    List<ServerSentEvent<?>> take(News news, ChatEvents events, boolean whole) {
        List<ServerSentEvent<?>> lines = new ArrayList<>(news.messages().size() + 1);
        for (Message message : news.messages()) {
            known = message.seq();
            lines.add(ServerSentEvent.builder(events.said(message))
                    .id(Integer.toString(message.seq()))
                    .event("message")
                    .build());
        }
        Standing standing = news.standing();
        conversation = standing == null ? "" : standing.conversation().toString();
        ChatEvents.State state = events.state(standing);
        if (whole && !Objects.equals(state, told)) {
            told = state;
            lines.add(ServerSentEvent.builder(state).event("state").build());
        }
        return lines;
    }
}
