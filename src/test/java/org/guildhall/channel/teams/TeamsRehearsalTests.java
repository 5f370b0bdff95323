package org.guildhall.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.guildhall.channel.Media;
import org.guildhall.channel.Posted;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.message.Outbound;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.TeamsApi;
import org.guildhall.simulator.TeamsSide;
import org.guildhall.simulator.TokenMaker;
import org.guildhall.simulator.WebhookCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The play that {@code script/rehearse} gives is one that the channel takes for the real thing. */
class TeamsRehearsalTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TokenMaker microsoft = new TokenMaker();
    private final TeamsApi api = TeamsApi.start(0, microsoft);
    private final TeamsSide side =
            new TeamsSide(URI.create("http://localhost:8080"), microsoft, api::url, Fixtures.PASSWORD);
    private final Address ann = new Address("teams", Fixtures.APP, "29:5001", "a:5001|" + api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    /** With Microsoft's keys as the simulator tells them, and replies to the service that calls name. */
    private TeamsChannel channel() {
        TeamsSetup setup = TeamsSetup.of(new TeamsProperties(
                Fixtures.APP,
                new Secret(Fixtures.PASSWORD),
                "",
                api.url(),
                api.openid(),
                "",
                Set.of("*.sharepoint.com"),
                30,
                ""));
        InstantSource clock = InstantSource.system();
        TeamsWeb web = new TeamsWeb();
        TeamsKeys keys = new TeamsKeys(clock);
        keys.refresh(web, api.openid());
        TeamsLogin login = new TeamsLogin(setup, web, clock);
        return new TeamsChannel(
                setup,
                new TeamsToken(Fixtures.APP, keys, clock),
                new TeamsService(setup, TeamsConfiguration.caller(login), login),
                new TeamsFiles(Fixtures.properties(api.url(), api.url().toString()), login, FetcherFixture.fetcher()));
    }

    private final TeamsChannel channel = channel();

    @Test
    void itsApiTakesWhatTheChannelSendsAndRefusesAsTold() {
        assertThat(channel.send(question()).block(SOON)).isEqualTo(new Delivery.Sent("a:5001|1767262000001"));
        assertThat(api.messagesTo("5001")).singleElement().satisfies(call -> {
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
    void itsCitizensWordsAndTapsAreSignedAndRead() {
        channel.send(question()).block(SOON);

        Inbound.Said said = said(new Deed.Wrote("Bore da ŵ 🗑️ <&>"));
        assertThat(said.content().text()).isEqualTo("Bore da ŵ 🗑️ <&>");
        assertThat(said.from()).isEqualTo(ann);
        Inbound.Said tapped =
                said(new Deed.Tapped(api.messagesTo("5001").getFirst().buttons().getLast()));
        assertThat(tapped.content().text()).isEqualTo("No");
        assertThat(tapped.choice()).isEqualTo("no");
    }

    @Test
    void itsGroupsAreHeardWhereTheyNameUs() {
        Inbound.Said said = said(new Deed.WroteInGroup("@council when is bin day?"));

        assertThat(said.content().text()).isEqualTo("when is bin day?");
        assertThat(said.from().person()).isEqualTo("19:5001@thread.v|29:5001");
        assertThat(channel.read(webhook(new Deed.WroteInGroup("who has the keys?"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PHOTO, PHOTO, image/jpeg", "VIDEO, VIDEO, video/mp4", "FILE, DOCUMENT, text/plain"})
    void itsFilesAreReadAndFetched(Deed.Kind kind, MediaKind heard, String mediaType) {
        byte[] bytes = {1, 2, 3};
        Kept file = api.holds("bin", mediaType, bytes);

        Content.Media media =
                (Content.Media) said(new Deed.SentFile(kind, file, "look")).content();
        assertThat(media.kind()).isEqualTo(heard);
        assertThat(media.text()).isEqualTo("look");
        Media fetched = channel.fetch(Objects.requireNonNull(media.handle()))
                .blockOptional(SOON)
                .orElseThrow();
        assertThat(fetched.bytes()).isEqualTo(bytes);
    }

    @Test
    void itsChangesSignsAndReceiptsAreRead() {
        assertThat(heard(new Deed.Changed("17", "the green bin", 1)))
                .isInstanceOfSatisfying(Inbound.Edited.class, edited -> {
                    assertThat(edited.messageId()).isEqualTo("a:5001|17");
                    assertThat(edited.content().text()).isEqualTo("the green bin");
                });
        assertThat(heard(new Deed.TookBack("17"))).isInstanceOf(Inbound.Deleted.class);
        assertThat(heard(new Deed.Reacted("17", "👍")))
                .isInstanceOfSatisfying(
                        Inbound.Reacted.class,
                        reacted -> assertThat(reacted.sign()).isEqualTo("👍"));
        assertThat(heard(new Deed.Reacted("17", "")))
                .isInstanceOfSatisfying(
                        Inbound.Reacted.class,
                        reacted -> assertThat(reacted.sign()).isEmpty());
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
    void itTellsInWordsWhatIsShownAndPassesNoPlacesOn() {
        Content photo = new Content.Media(
                MediaKind.PHOTO, new Handle(Handle.LINK, "https://council.example/plan"), "The plan", null, null, null);
        channel.send(new Outbound(UUID.randomUUID(), ann, photo, null)).block(SOON);

        assertThat(api.messagesTo("5001"))
                .extracting(TeamsApi.Call::thing)
                .containsExactly("[photo: https://council.example/plan]");
        assertThat(side.did("17", "5001", new Deed.SentPlace(51.5, -0.1, "", "")))
                .isEmpty();
    }

    private Inbound.Said said(Deed deed) {
        return (Inbound.Said) heard(deed);
    }

    private Inbound heard(Deed deed) {
        List<Inbound> heard = channel.read(webhook(deed));
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private Webhook webhook(Deed deed) {
        WebhookCall call = side.did("1767261600001", "5001", deed).orElseThrow();
        Webhook webhook = Posted.webhook(call.request(), "/webhooks/teams");
        assertThat(channel.signed(webhook)).isTrue();
        return webhook;
    }

    private Outbound question() {
        Content content =
                new Content.Choices("Did that help?", List.of(new Choice("yes", "Yes"), new Choice("no", "No")));
        return new Outbound(UUID.randomUUID(), ann, content, null);
    }
}
