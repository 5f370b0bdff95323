package org.guildhall.channel.twilio;

import java.util.EnumSet;
import java.util.List;
import org.guildhall.channel.Channel;
import org.guildhall.message.Address;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Inbound.Receipt.Stage;

/** The same channel for who writes to us on WhatsApp. */
class TwilioOnWhatsAppTests implements TwilioContract {

    private final Channel channel = Fixtures.channel(Fixtures.NOWHERE);

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Address somebody() {
        return new Address(
                TwilioChannel.NAME, Fixtures.ON_WHATSAPP, "whatsapp:+447700900123", "whatsapp:+447700900123");
    }

    @Override
    public String replies() {
        return "twilio/outbound-on-whatsapp";
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                TwilioContract.super.limits().getFirst(),
                new Limit(
                        Part.CAPTION,
                        1024,
                        Count.UTF16,
                        call -> call.has("MediaUrl") ? text(call.path("Body")) : List.of()));
    }

    /** Buttons and lists would each have to be laid down at Twilio first. */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Tappable.NONE, Tappable.NONE, EnumSet.allOf(Stage.class), EnumSet.allOf(MediaKind.class), false, false);
    }
}
