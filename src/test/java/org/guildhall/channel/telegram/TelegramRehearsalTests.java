package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.guildhall.channel.Channel;
import org.guildhall.channel.RehearsalContract;
import org.guildhall.channel.WholeReply;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class TelegramRehearsalTests implements RehearsalContract {

    private static final Address ADDRESS = new Address("telegram", "42", "5001", "5001");

    private final BotApi api = BotApi.start(0);
    private final TelegramChannel channel = Fixtures.channel(api.url());
    private final TelegramCitizen ann = new TelegramCitizen(5001, "Ann");

    @AfterEach
    void stop() {
        api.close();
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Inbound heard(Deed deed) {
        return heard(ann.does(7, deed).orElseThrow());
    }

    @Override
    public Kept holds(String name, String mediaType, byte[] bytes) {
        return api.holds(name, mediaType, bytes);
    }

    @Override
    public String message() {
        return "3";
    }

    @Test
    void hearsUnderWhichIdSomethingWasSaid() {
        assertThat(((Inbound.Said) heard(new Deed.Wrote("hello"))).messageId()).isEqualTo("7");
    }

    @Test
    void hearsInAGroupWhatNamesTheBotAndWhoTapsItsButtonsThere() {
        Inbound.Said said = (Inbound.Said) heard(new Deed.WroteInGroup("@marlbridge_bot when is my bin day"));
        assertThat(said.from()).isEqualTo(new Address("telegram", "42", "-5001:5001", "-5001"));
        assertThat(said.content()).isEqualTo(new Content.Text("when is my bin day"));
        ObjectNode amongNeighbours =
                ann.does(8, new Deed.WroteInGroup("when is my bin day")).orElseThrow();
        assertThat(channel.read(Fixtures.webhook(amongNeighbours.toString()))).isEmpty();

        Content question = new Content.Choices("Did that help?", List.of(new Choice("no", "No")));
        WholeReply.send(channel, new Outbound(UUID.randomUUID(), said.from(), question, null));
        BotApi.Call shown = api.messagesTo(-5001).getFirst();
        assertThat(heard(ann.taps(new BotApi.Shown(shown, 9), "no")).from()).isEqualTo(said.from());
    }

    @Test
    void hearsWhoBlocksTheBotAndLetsItInAgain() {
        assertThat(heard(new Deed.Blocked(true)))
                .isInstanceOfSatisfying(
                        Inbound.Blocked.class,
                        blocked -> assertThat(blocked.blocked()).isTrue());
        assertThat(heard(new Deed.Blocked(false)))
                .isInstanceOfSatisfying(
                        Inbound.Blocked.class,
                        blocked -> assertThat(blocked.blocked()).isFalse());
    }

    static List<Deed> untold() {
        return List.of(
                new Deed.TookBack("3"),
                new Deed.Received("4", ""),
                new Deed.Read("4", ""),
                new Deed.Hid(true),
                new Deed.LetADayPass());
    }

    @ParameterizedTest
    @MethodSource("untold")
    void isNotToldWhatTelegramTellsNoBot(Deed deed) {
        assertThat(ann.does(7, deed)).isEmpty();
    }

    @Test
    void hearsATapOnWhatWasOffered() {
        send(new Content.Choices("Did that help?", List.of(new Choice("yes", "Yes"), new Choice("no", "No"))));
        BotApi.Call shown = api.messagesTo(5001).getFirst();
        assertThat(shown.offer())
                .containsExactly(new Button("callback", "yes", "Yes"), new Button("callback", "no", "No"));

        Inbound.Said tapped = (Inbound.Said) heard(ann.taps(new BotApi.Shown(shown, 1), "no"));
        assertThat(tapped.choice()).isEqualTo("no");
        assertThat(tapped.content().text()).isEqualTo("No");
    }

    @Test
    void tellsInWordsWhatIsShown() {
        assertThat(send(new Content.Media(
                        MediaKind.PHOTO,
                        new Handle(Handle.LINK, "https://council.example/plan"),
                        "The **plan** & [more](https://council.example)",
                        null,
                        null,
                        null)))
                .as("every message has an id")
                .isEqualTo(new Delivery.Sent("1"));
        send(new Content.Location(51.5, -0.1, "Town Hall", "High Street"));
        send(new Content.Contact("Bo Example", "+441632960001"));
        send(new Content.PlaceWanted("Where is it?"));

        BotApi.Call photo = api.calls("sendPhoto").getFirst();
        assertThat(photo.words()).isEqualTo("The plan & more (https://council.example)");
        assertThat(photo.thing()).isEqualTo("[photo: https://council.example/plan]");
        assertThat(api.calls("sendVenue").getFirst().thing()).isEqualTo("[place: Town Hall, High Street, 51.5 -0.1]");
        assertThat(api.calls("sendContact").getFirst().thing()).isEqualTo("[card: Bo Example, +441632960001]");
        assertThat(api.messagesTo(5001).getLast().offer())
                .extracting(Button::kind)
                .containsExactly(Button.PLACE);
    }

    private Inbound heard(ObjectNode update) {
        List<Inbound> heard = channel.read(Fixtures.webhook(update.toString()));
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private Delivery send(Content content) {
        return WholeReply.send(channel, new Outbound(UUID.randomUUID(), ADDRESS, content, null));
    }
}
