package org.guildhall.channel;

import java.util.Optional;
import org.guildhall.conversation.Announcement;
import org.guildhall.conversation.StaffRooms;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import reactor.core.publisher.Mono;

/**
 * A messenger where staff are as well: it has a room in which they are told of handovers, and tells each of them what became of
 * what they did there. Errors of the messenger are {@link Delivery} values; never an error signal.
 */
public interface StaffMessenger {

    /** The channel's name. */
    String name();

    /** Our side of it. */
    String account();

    /** The room; empty when none is set. */
    Optional<StaffRooms.Room> staffRoom();

    /** How the room is reached; empty where the messenger says so only with a call, and the channel reads that out of it. */
    Optional<String> staffRoomAt();

    /** Says in the room, as something new, how a conversation stands. */
    Mono<Delivery> announce(Address room, Announcement announcement);

    /**
     * Says it in place of what stood there.
     *
     * @param message the messenger's id of that
     */
    Mono<Delivery> change(Address room, String message, Announcement announcement);

    /** Tells one member of staff something, in plain words. */
    Mono<Delivery> tell(Address to, String words);
}
