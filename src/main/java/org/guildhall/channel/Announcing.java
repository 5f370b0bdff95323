package org.guildhall.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guildhall.conversation.StaffRooms;
import org.guildhall.conversation.StaffRooms.Room;
import org.guildhall.conversation.StaffRooms.Wanted;
import org.guildhall.conversation.StaffWords;
import org.guildhall.message.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Says in staff rooms what is to be said there, and to staff what they are to be told, one after the other and not faster than
 * messengers let somebody write into one room.
 */
@Component
final class Announcing {

    private static final Logger log = LoggerFactory.getLogger(Announcing.class);

    private static final Duration PAUSE = Duration.ofMillis(1_100);

    private final List<StaffMessenger> messengers;
    private final StaffRooms rooms;
    private final StaffWords words;
    private final Set<Room> open = ConcurrentHashMap.newKeySet();
    private final Set<Room> unreached = ConcurrentHashMap.newKeySet();
    private final Map<String, String> complaints = new ConcurrentHashMap<>();

    Announcing(ObjectProvider<StaffMessenger> messengers, StaffRooms rooms, StaffWords words) {
        this.messengers = messengers.orderedStream().toList();
        this.rooms = rooms;
        this.words = words;
    }

    /** Says all there is; blocks. */
    void workOff() {
        try {
            for (StaffMessenger messenger : messengers) {
                tell(messenger);
                Optional<Room> room = messenger.staffRoom();
                if (room.isPresent() && reached(messenger, room.get())) {
                    announce(messenger, room.get());
                }
            }
        } catch (InterruptedException stopped) {
            // The lease on what is at hand runs out, and another node or the next start says it.
            Thread.currentThread().interrupt();
        }
    }

    private void tell(StaffMessenger messenger) throws InterruptedException {
        Optional<StaffWords.Word> next = words.take(messenger.name(), messenger.account());
        while (next.isPresent()) {
            StaffWords.Word word = next.get();
            Delivery delivery = now(messenger.tell(word.to(), word.said()));
            if (delivery instanceof Delivery.Deferred later) {
                words.deferred(word, later.retryAfter());
            } else {
                words.done(word);
            }
            complain(messenger.name() + " to staff", delivery);
            next = words.take(messenger.name(), messenger.account());
        }
    }

    /** A room is opened once by each node, which is why handovers before that are announced by none. */
    private boolean reached(StaffMessenger messenger, Room room) {
        if (open.add(room)) {
            try {
                rooms.open(room, messenger.staffRoomAt().orElse(null));
            } catch (RuntimeException notNow) {
                open.remove(room);
                throw notNow;
            }
        }
        if (messenger.staffRoomAt().isPresent() || rooms.reachable(room)) {
            return true;
        }
        if (unreached.add(room)) {
            log.warn("{} has not said yet how its staff room is reached: name the app there once", messenger.name());
        }
        return false;
    }

    private void announce(StaffMessenger messenger, Room room) throws InterruptedException {
        Optional<Wanted> next = rooms.take(room);
        while (next.isPresent()) {
            Wanted wanted = next.get();
            String message = wanted.message();
            Delivery delivery = now(
                    message == null
                            ? messenger.announce(wanted.room(), wanted.announcement())
                            : messenger.change(wanted.room(), message, wanted.announcement()));
            settle(wanted, delivery);
            complain(messenger.name() + " in the staff room", delivery);
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            next = rooms.take(room);
        }
    }

    private void settle(Wanted wanted, Delivery delivery) {
        switch (delivery) {
            case Delivery.WentOut message -> rooms.shown(wanted, message.messageId());
            case Delivery.Partly partly -> rooms.shown(wanted, partly.message().messageId());
            case Delivery.Deferred later -> rooms.deferred(wanted, later.retryAfter());
            case Delivery.Refused _ -> rooms.refused(wanted);
        }
    }

    /** Each trouble once, until it is over. */
    private void complain(String where, Delivery delivery) {
        String trouble = trouble(delivery);
        if (trouble == null) {
            complaints.remove(where);
        } else if (!trouble.equals(complaints.put(where, trouble))) {
            log.warn("Not said by {}: {}", where, trouble);
        }
    }

    private static @Nullable String trouble(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Deferred later -> later.reason();
            case Delivery.Refused never -> never.reason();
            case Delivery.WentOut _, Delivery.Partly _ -> null;
        };
    }

    private static Delivery now(Mono<Delivery> sending) throws InterruptedException {
        try {
            Delivery delivery = sending.toFuture().get(Lane.SEND_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return delivery == null ? new Delivery.Deferred(null, "no answer", true) : Cleaned.of(delivery);
        } catch (ExecutionException bug) {
            String kind =
                    bug.getCause() == null ? "?" : bug.getCause().getClass().getSimpleName();
            return new Delivery.Deferred(null, "sending failed: " + kind, true);
        } catch (TimeoutException slow) {
            return new Delivery.Deferred(null, "no answer in time", true);
        }
    }
}
