package org.guildhall.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.FetchFailed;
import reactor.core.publisher.Mono;

/** One messenger. Reading is pure; only {@link #send(Outbound, int)} and {@link #fetch} touch the network. */
public interface Channel {

    /** Its name in addresses, properties and {@code /webhooks/{name}}. */
    String name();

    /** Our side of it, for instance the bot's id: events are unique within (name, account). */
    String account();

    /** Every side of it, {@link #account()} first; more than one where one messenger reaches citizens in several ways. */
    default List<String> accounts() {
        return List.of(account());
    }

    /** How many bytes one of its calls may have; what is larger is refused before it is read to the end. */
    default int largestCall() {
        return 1024 * 1024;
    }

    /** Whether the messenger signed these exact bytes. Constant time; no network. */
    boolean signed(Webhook webhook);

    /**
     * Everything in it that concerns us, in the messenger's order; empty when it carries nothing for us. A body that could
     * not be read may come again much later: then only method, path, content type and body are as they were.
     *
     * @throws UnreadableWebhook when the body is not what the messenger documents
     */
    List<Inbound> read(Webhook webhook);

    /** What the messenger wants to hear after its events are committed. */
    default Acknowledgement acknowledge(Webhook webhook) {
        return Acknowledgement.OK;
    }

    /**
     * What is polite once the events are committed and needs the network, such as stopping a button's spinner. Nobody
     * waits for it, and its failure changes nothing. Not asked for after a copy, nor after what is not for us.
     */
    default Mono<Void> courtesy(Webhook webhook) {
        return Mono.empty();
    }

    /**
     * What is left of it while more messages come than can be taken in at once. Nobody is told then that we are typing: the
     * answer comes long after that sign is gone, and it would cost a call for each message.
     */
    default Mono<Void> courtesyInARush(Webhook webhook) {
        return courtesy(webhook);
    }

    /**
     * Takes away what could still be tapped under a message of ours, because the citizen has chosen from it in words. Nobody
     * waits for this either.
     *
     * @param citizen who chose
     * @param message the messenger's id of that message, looked up for whoever asks; empty when nobody knows it
     */
    default Mono<Void> chosen(Address citizen, Mono<String> message) {
        return Mono.empty();
    }

    /** How fast the messenger lets us send; the courier keeps to it. */
    default Pace pace() {
        return Pace.UNLIMITED;
    }

    /** Sends one part, or the first message of it, see {@link #send(Outbound, int)}. */
    default Mono<Delivery> send(Outbound reply) {
        return send(reply, 0);
    }

    /**
     * Sends one part; where it takes several messages, one of them, so that each is written down before the next goes out.
     * Errors of the messenger are {@link Delivery} values; never an error signal.
     *
     * @param next the how-manieth message of the part comes next, from 0
     */
    Mono<Delivery> send(Outbound reply, int next);

    /**
     * How long after a citizen's last message they may be written to freely; empty when always. Its end is known to
     * staff; what is sent after it goes the way {@link #sendOutsideWindow} knows.
     *
     * @param account one of {@link #accounts}
     */
    default Optional<Duration> window(String account) {
        return Optional.empty();
    }

    /**
     * Sends one part, or what is left of it, whose citizen's window is known to be closed: the messenger took a message of it
     * and for that reason did not deliver it, or refused one, or the citizen has not written for longer than {@link #window}.
     *
     * @param freely how many of its messages went out by {@link #send(Outbound, int)} before that, and are not sent again
     * @param next the how-manieth of the messages that the rest takes this way, from 0
     * @return as for {@link #send(Outbound, int)}; refused, with a sentence for staff, where there is no other way
     */
    default Mono<Delivery> sendOutsideWindow(Outbound reply, int freely, int next) {
        return Mono.just(new Delivery.Refused("too long since the citizen last wrote", false));
    }

    /**
     * Fetches a file that a citizen sent, all of it, within a minute or so; only from hosts of this messenger, through
     * {@link org.guildhall.platform.SafeFetcher}.
     *
     * @param media what this channel read out of a message
     * @return the file; every trouble is a {@link FetchFailed} error
     */
    default Mono<Media> fetch(Handle media) {
        return Mono.error(new FetchFailed(FetchFailed.Why.UNSUPPORTED, name()));
    }

    /**
     * A file that was fetched is kept now, so what the channel itself holds of it may go. Nobody waits for this, and after a
     * crash it may not come.
     */
    default Mono<Void> kept(Handle media) {
        return Mono.empty();
    }

    /**
     * An address that opens a chat with us in this messenger and has words ready to be sent there.
     *
     * @param words at most 64 of {@code A-Za-z0-9_-}
     * @return empty when there is none, or nobody knows it yet
     */
    default Optional<String> invitation(String words) {
        return Optional.empty();
    }

    /** Whether what is sent goes to a messenger; false where citizens fetch it from us. */
    default boolean delivers() {
        return true;
    }

    /** Whether sending the same part twice shows once, so that an uncertain part may be sent again without a mark. */
    default boolean deduplicates() {
        return false;
    }
}
