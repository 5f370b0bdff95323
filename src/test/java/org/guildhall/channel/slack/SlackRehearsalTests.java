package org.guildhall.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.guildhall.channel.Channel;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.WorkplaceRehearsal;
import org.guildhall.conversation.Announcement;
import org.guildhall.conversation.Priority;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Caller;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.SlackApi;
import org.guildhall.simulator.SlackSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The play that {@code script/rehearse} gives is one that the channel takes for the real thing. */
class SlackRehearsalTests implements WorkplaceRehearsal {

    private static final Address PERSON = new Address("slack", SlackChannel.ACCOUNT, "U5001", "D5001");

    private final SlackSide side = new SlackSide(URI.create("http://localhost:8080"), Fixtures.SIGNING_SECRET);
    private final SlackApi api = SlackApi.start(0);
    private final SlackProperties properties = properties();
    private final SlackChannel channel = Fixtures.channel(properties, InstantSource.system());

    @AfterEach
    void stop() {
        api.close();
    }

    /** Of any workspace. */
    private SlackProperties properties() {
        SlackProperties ours = Fixtures.properties(api.url());
        return new SlackProperties(
                ours.signingSecret(),
                ours.botToken(),
                "",
                ours.apiUrl(),
                ours.mediaHosts(),
                ours.perSecond(),
                ours.staffRoom());
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Caller side() {
        return side;
    }

    @Override
    public Address ann() {
        return PERSON;
    }

    @Override
    public String message() {
        return "1767261600.000001";
    }

    @Override
    public String kept(String message) {
        return "D5001:" + message;
    }

    @Override
    public Kept holds(String name, String mediaType, byte[] bytes) {
        return api.holds(name, mediaType, bytes);
    }

    @Override
    public List<Button> buttons() {
        return api.messagesTo(ANN).getFirst().buttons();
    }

    @Override
    public List<String> things() {
        return api.messagesTo(ANN).stream().map(SlackApi.Call::thing).toList();
    }

    @Test
    void itsApiTakesWhatTheChannelSendsAndRefusesAsTold() {
        assertThat(channel.send(question()).block(SOON)).isEqualTo(new Delivery.Sent("D5001:1767262000.000001"));
        assertThat(api.messagesTo(ANN)).singleElement().satisfies(call -> {
            assertThat(call.token()).isEqualTo(Fixtures.TOKEN);
            assertThat(call.text()).isEqualTo("Did that help?");
            assertThat(call.buttons()).extracting(Button::title).containsExactly("Yes", "No");
        });

        api.failing(call -> SlackApi.error(200, "user_disabled"));
        assertThat(channel.send(question()).block(SOON)).isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void itsChannelsAreHeardWhereTheyNameUs() {
        assertThat(said(new Deed.WroteInGroup("@council when is bin day?")).from())
                .isEqualTo(new Address("slack", SlackChannel.ACCOUNT, "C5001:U5001", "C5001/1767261600.000001"));
        assertThat(channel.read(webhook(new Deed.WroteInGroup("who has the keys?"))))
                .isEmpty();
    }

    @Test
    void itsVoiceClipsAreSuch() {
        Kept clip = holds("clip", "audio/mp4", new byte[] {1});

        assertThat(((Content.Media) said(new Deed.SentFile(Deed.Kind.VOICE, clip, ""))
                                .content())
                        .kind())
                .isEqualTo(MediaKind.VOICE);
    }

    @Test
    void itsEchoesOfOurOwnAreSignedAndIgnored() {
        Webhook webhook = signed(side.arrived("1767262000.000001", ANN, ""));

        assertThat(channel.read(webhook)).isEmpty();
    }

    @Test
    void anAnnouncementIsClaimedByTheButtonUnderIt() {
        SlackStaff staff = new SlackStaff(properties, SlackConfiguration.caller(properties), ZoneOffset.UTC);
        UUID conversation = UUID.randomUUID();
        Announcement announcement = new Announcement(
                conversation,
                "BIN-4F7K",
                "waste",
                Priority.HIGH,
                "whatsapp",
                Instant.parse("2026-01-01T10:05:00Z"),
                true,
                null,
                "https://help.council.example/desk/conversations/" + conversation);
        Address room = new Address("slack", SlackChannel.ACCOUNT, "C5001", "C5001");
        assertThat(staff.announce(room, announcement).block(SOON))
                .isEqualTo(new Delivery.Sent("C5001:1767262000.000001"));

        SlackApi.Call shown = api.messagesTo(ANN).getFirst();
        assertThat(shown.text())
                .isEqualTo("*BIN-4F7K is waiting for Waste*\n"
                        + "Priority: high. It came by WhatsApp. Waiting since 10:05am, 1 January.");
        assertThat(shown.buttons()).extracting(Button::title).containsExactly("Claim", "Open it at the desk");
        assertThat(shown.body().toString()).contains(announcement.desk());
        assertThat(heard(new Deed.Tapped(shown.buttons().getFirst())))
                .isInstanceOfSatisfying(Inbound.ClaimWanted.class, wanted -> {
                    assertThat(wanted.conversation()).isEqualTo(conversation.toString());
                    assertThat(wanted.from().person()).isEqualTo("U5001");
                });
        assertThat(channel.read(webhook(new Deed.Tapped(shown.buttons().getLast()))))
                .as("a link")
                .isEmpty();
    }
}
