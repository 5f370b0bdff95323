package org.guildhall.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.guildhall.channel.Channel;
import org.guildhall.channel.WorkplaceRehearsal;
import org.guildhall.conversation.Announcement;
import org.guildhall.conversation.Priority;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Caller;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.TeamsApi;
import org.guildhall.simulator.TeamsSide;
import org.guildhall.simulator.TokenMaker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The play that {@code script/rehearse} gives is one that the channel takes for the real thing. */
class TeamsRehearsalTests implements WorkplaceRehearsal {

    private final TokenMaker microsoft = new TokenMaker();
    private final TeamsApi api = TeamsApi.start(0, microsoft);
    private final TeamsSide side =
            new TeamsSide(URI.create("http://localhost:8080"), microsoft, api::url, Fixtures.PASSWORD);
    private final Address person = new Address("teams", Fixtures.APP, "29:5001", "a:5001|" + api.url());
    private @Nullable TeamsConnector service;

    @AfterEach
    void stop() {
        api.close();
    }

    /** With Microsoft's keys as the simulator tells them, and replies to the service that calls name. */
    private TeamsChannel teams() {
        TeamsSetup setup = TeamsSetup.of(new TeamsProperties(
                Fixtures.APP,
                new Secret(Fixtures.PASSWORD),
                "",
                api.url(),
                api.openid(),
                "",
                Set.of("*.sharepoint.com"),
                30,
                "19:5001@thread.v"));
        InstantSource clock = InstantSource.system();
        TeamsWeb web = new TeamsWeb();
        TeamsKeys keys = new TeamsKeys(clock);
        keys.refresh(web, api.openid());
        TeamsLogin login = new TeamsLogin(setup, web, clock);
        service = new TeamsConnector(setup, TeamsConfiguration.caller(login), login);
        return new TeamsChannel(
                setup,
                new TeamsToken(Fixtures.APP, keys, clock),
                service,
                new TeamsFiles(Fixtures.properties(api.url(), api.url().toString()), login, FetcherFixture.fetcher()));
    }

    private final TeamsChannel channel = teams();

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
        return person;
    }

    @Override
    public String message() {
        return "1767261600001";
    }

    @Override
    public String kept(String message) {
        return "a:5001|" + message;
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
        return api.messagesTo(ANN).stream().map(TeamsApi.Call::thing).toList();
    }

    @Test
    void itsApiTakesWhatTheChannelSendsAndRefusesAsTold() {
        assertThat(channel.send(question()).block(SOON)).isEqualTo(new Delivery.Sent("a:5001|1767262000001"));
        assertThat(api.messagesTo(ANN)).singleElement().satisfies(call -> {
            assertThat(call.token()).isEqualTo(TeamsApi.TOKEN);
            assertThat(call.text()).isEqualTo("Did that help?");
            assertThat(call.buttons()).extracting(Button::title).containsExactly("Yes", "No");
        });

        api.failing(call -> TeamsApi.error(403, "BotDisabledByUser"));
        assertThat(channel.send(question()).block(SOON))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.blocked()).isTrue());
    }

    @Test
    void itsGroupsAreHeardWhereTheyNameUs() {
        List<Inbound> heard = channel.read(webhook(new Deed.WroteInGroup("@council when is bin day?")));

        assertThat(heard.getLast()).isInstanceOfSatisfying(Inbound.Said.class, said -> {
            assertThat(said.content().text()).isEqualTo("when is bin day?");
            assertThat(said.from().person()).isEqualTo("19:5001@thread.v|29:5001");
        });
        assertThat(channel.read(webhook(new Deed.WroteInGroup("who has the keys?"))))
                .as("only where the staff room is")
                .hasOnlyElementsOfType(Inbound.RoomHeard.class);
    }

    @Test
    void itsReceiptsAndBlocksAreRead() {
        assertThat(heard(new Deed.Read("1767262000001", "")))
                .isInstanceOfSatisfying(
                        Inbound.CaughtUp.class,
                        caughtUp -> assertThat(caughtUp.stage()).isEqualTo(Stage.READ));
        assertThat(heard(new Deed.Blocked(true)))
                .isInstanceOfSatisfying(
                        Inbound.Blocked.class,
                        blocked -> assertThat(blocked.blocked()).isTrue());
    }

    @Test
    void anAnnouncementIsClaimedByTheButtonOnItsCardAndChangedAfterwards() {
        TeamsStaff staff =
                new TeamsStaff(Fixtures.properties(api.url(), ""), Objects.requireNonNull(service), ZoneOffset.UTC);
        UUID conversation = UUID.randomUUID();
        Announcement waiting = announcement(conversation, true, null);
        Inbound.RoomHeard room = (Inbound.RoomHeard) channel.read(webhook(new Deed.WroteInGroup("who has the keys?")))
                .getFirst();
        assertThat(room.from().replyTo()).isEqualTo("19:5001@thread.v|" + api.url());

        assertThat(staff.announce(room.from(), waiting).block(SOON))
                .isEqualTo(new Delivery.Sent("19:5001@thread.v|1767262000001"));
        TeamsApi.Call shown = api.messagesTo(ANN).getFirst();
        assertThat(shown.text())
                .isEqualTo("BIN-4F7K is waiting for Waste\n"
                        + "Priority: high. It came by WhatsApp. Waiting since 10:05am, 1 January.");
        assertThat(shown.body().toString()).contains("\"claim\":\"" + conversation + "\"", waiting.desk());
        assertThat(channel.read(signed(side.claims("17", ANN, conversation.toString())))
                        .getLast())
                .isInstanceOfSatisfying(Inbound.ClaimWanted.class, wanted -> {
                    assertThat(wanted.conversation()).isEqualTo(conversation.toString());
                    assertThat(wanted.from().person()).isEqualTo("29:5001");
                });

        staff.change(room.from(), "19:5001@thread.v|1767262000001", announcement(conversation, false, "Sam"))
                .block(SOON);
        assertThat(api.messagesTo(ANN).getLast().text()).isEqualTo("Sam has taken BIN-4F7K");
        assertThat(api.messagesTo(ANN).getLast().body().toString()).doesNotContain("\"claim\"");
    }

    private static Announcement announcement(UUID conversation, boolean waiting, @Nullable String holder) {
        return new Announcement(
                conversation,
                "BIN-4F7K",
                "waste",
                Priority.HIGH,
                "whatsapp",
                Instant.parse("2026-01-01T10:05:00Z"),
                waiting,
                holder,
                "https://help.council.example/desk/conversations/" + conversation);
    }
}
