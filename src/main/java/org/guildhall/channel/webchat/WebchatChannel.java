package org.guildhall.channel.webchat;

import java.util.List;
import java.util.UUID;
import org.guildhall.channel.Channel;
import org.guildhall.channel.Media;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.Signals;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Web chat as the courier sees it. There is nobody to push to: an open page reads the conversation itself, so sending is
 * a nudge, and a message is never shown twice because the page knows its seq.
 */
@Component
final class WebchatChannel implements Channel {

    static final String NAME = "webchat";
    static final String ACCOUNT = "default";

    /** Raised with a person's id when there may be something new for their page. */
    static final String NEWS = "webchat.news";

    /** Raised with a person's id when their token has ended. */
    static final String GONE = "webchat.gone";

    private final Signals signals;
    private final Uploads uploads;

    WebchatChannel(Signals signals, Uploads uploads) {
        this.signals = signals;
        this.uploads = uploads;
    }

    static Address address(String person) {
        return new Address(NAME, ACCOUNT, person, person);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String account() {
        return ACCOUNT;
    }

    /** Nobody signs for web chat: its messages come in through its own API. */
    @Override
    public boolean signed(Webhook webhook) {
        return false;
    }

    @Override
    public List<Inbound> read(Webhook webhook) {
        return List.of();
    }

    /** Only for what a node of an earlier version left waiting: what is said now counts as sent with its commit. */
    @Override
    public Mono<Delivery> send(Outbound reply, int next) {
        return Mono.fromSupplier(() -> {
            signals.raise(NEWS, reply.to().person());
            return new Delivery.Sent(null);
        });
    }

    /** A file that came with a post is here already. */
    @Override
    public Mono<Media> fetch(Handle media) {
        return uploads.bytes(UUID.fromString(media.id()))
                .map(Media::new)
                .switchIfEmpty(Mono.error(() -> new FetchFailed(FetchFailed.Why.GONE, NAME)));
    }

    @Override
    public Mono<Void> kept(Handle media) {
        return uploads.forget(UUID.fromString(media.id()));
    }

    /** Its page reads messages from the conversation; we only say that there is something. */
    @Override
    public boolean delivers() {
        return false;
    }

    @Override
    public boolean deduplicates() {
        return true;
    }
}
