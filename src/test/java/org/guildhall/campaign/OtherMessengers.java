package org.guildhall.campaign;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.campaign.Messenger.Chat;
import org.guildhall.simulator.AppApi;
import org.guildhall.simulator.Caller;
import org.guildhall.simulator.Faults;
import org.guildhall.simulator.GraphApi;
import org.guildhall.simulator.LineVendor;
import org.guildhall.simulator.MatrixVendor;
import org.guildhall.simulator.MetaSide;
import org.guildhall.simulator.NotifyVendor;
import org.guildhall.simulator.PlatformSide;
import org.guildhall.simulator.SlackApi;
import org.guildhall.simulator.SlackSide;
import org.guildhall.simulator.TeamsApi;
import org.guildhall.simulator.TeamsSide;
import org.guildhall.simulator.TextApi;
import org.guildhall.simulator.TokenMaker;
import org.guildhall.simulator.TwilioVendor;
import org.guildhall.simulator.ViberVendor;
import org.guildhall.simulator.WebhookCall;
import org.guildhall.simulator.WhatsAppSide;
import org.guildhall.simulator.XVendor;

/** All messengers besides Telegram, which also tell a node when a message has arrived. */
final class OtherMessengers implements AutoCloseable {

    /** Where nodes believe that they are reached, and what Twilio signs. */
    private static final URI PUBLIC_URL = URI.create("http://localhost:8080");

    private static final String SECRET = "another-secret-for-the-campaign";
    private static final int RECEIPTS_AT_ONCE = 16;

    // Under the ids that fixtures name, so that these are about us.
    private final WhatsAppSide whatsApp = new WhatsAppSide(PUBLIC_URL, "104600001", SECRET + "-1");
    private final PlatformSide facebook = new PlatformSide("messenger", PUBLIC_URL, "104700001", SECRET + "-2");
    private final PlatformSide instagram =
            new PlatformSide("instagram", PUBLIC_URL, "17841400000000001", SECRET + "-3");
    private final NotifyVendor notify = new NotifyVendor(PUBLIC_URL, SECRET);
    private final TwilioVendor twilio = new TwilioVendor(PUBLIC_URL, SECRET, "");
    private final TwilioVendor twilioWhatsApp = new TwilioVendor(PUBLIC_URL, SECRET, "whatsapp:");
    private final ViberVendor viber = new ViberVendor(PUBLIC_URL, SECRET + "-4");
    private final LineVendor line = new LineVendor(PUBLIC_URL, SECRET + "-5");
    private final XVendor x = new XVendor(PUBLIC_URL, "1780000000000000001", SECRET + "-4");
    private final MatrixVendor matrix = new MatrixVendor(PUBLIC_URL, "@council:example.org", SECRET + "-5");
    private final SlackSide slack = new SlackSide(PUBLIC_URL, SECRET + "-4");

    private final GraphApi graph = GraphApi.start(0);
    private final TextApi notifyApi = TextApi.start(0, notify);
    private final TextApi twilioApi = TextApi.start(0, twilio);
    private final AppApi viberApi = AppApi.start(0, viber);
    private final AppApi lineApi = AppApi.start(0, line);
    private final TextApi xApi = TextApi.start(0, x);
    private final TextApi matrixApi = TextApi.start(0, matrix);
    private final SlackApi slackApi = SlackApi.start(0);
    private final TokenMaker microsoft = new TokenMaker();
    private final TeamsApi teamsApi = TeamsApi.start(0, microsoft);
    private final TeamsSide teams = new TeamsSide(PUBLIC_URL, microsoft, teamsApi::url, SECRET + "-5");

    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    private final AtomicInteger receiptsLeft = new AtomicInteger();
    private final Watcher watcher;

    OtherMessengers(Watcher watcher) {
        this.watcher = watcher;
        graph.watching(this::show);
        notifyApi.watching(shown -> show(notify, shown));
        matrixApi.watching(shown -> show(matrix, shown));
        xApi.watching(shown -> show(x, shown));
        teamsApi.watching(shown -> show(
                teams,
                shown.call().person(),
                shown.told(),
                shown.call().text(),
                teams.arrived(shown.id(), shown.call().person(), "")));
        slackApi.watching(shown -> show(
                slack,
                shown.call().person(),
                shown.told(),
                shown.call().text(),
                slack.arrived(shown.id(), shown.call().person(), "")));
        twilioApi.watching(
                shown -> show(shown.person().startsWith(twilioWhatsApp.prefix()) ? twilioWhatsApp : twilio, shown));
        viberApi.watching(shown -> show(viber, shown.person(), shown.id(), shown.words(), ""));
        lineApi.watching(shown -> show(line, shown.person(), shown.id(), shown.words(), ""));
    }

    /** Those who bring receipts. */
    interface Receipts extends AutoCloseable {
        @Override
        void close();
    }

    private record Receipt(Caller from, WebhookCall call) {}

    /** Where messages are shown. */
    interface Watcher {
        void show(Chat chat, String id, String text);
    }

    List<Caller> callers() {
        return List.of(
                whatsApp, facebook, instagram, notify, twilio, twilioWhatsApp, viber, line, x, matrix, slack, teams);
    }

    /** What goes wrong at them from now on. */
    void failing(Faults chance) {
        graph.failing(chance);
        notifyApi.failing(chance);
        twilioApi.failing(chance);
        viberApi.failing(chance);
        lineApi.failing(chance);
        xApi.failing(chance);
        matrixApi.failing(chance);
        slackApi.failing(chance);
        teamsApi.failing(chance);
    }

    /** By which settings a node finds them, as variables of its environment, with a pace that keeps nobody waiting. */
    Map<String, String> environment() {
        Map<String, String> settings = new TreeMap<>();
        for (Caller caller : callers()) {
            URI api = switch (caller.channel()) {
                case "notify" -> notifyApi.url();
                case "twilio" -> twilioApi.url();
                case "viber" -> viberApi.url();
                case "line" -> lineApi.url();
                case "x" -> xApi.url();
                case "matrix" -> matrixApi.url();
                case "slack" -> slackApi.url();
                case "teams" -> teamsApi.url();
                default -> graph.url();
            };
            caller.settings(api).lines().forEach(line -> {
                String[] both = line.split("=", 2);
                settings.put(both[0], both[1]);
            });
            settings.put("GUILDHALL_CHANNELS_" + caller.channel().toUpperCase(Locale.ROOT) + "_PER_SECOND", "1000");
        }
        return settings;
    }

    /** Has nodes hear of each message that it has arrived, until it is closed. */
    Receipts receiptsThrough(Driver driver) {
        List<Thread> threads = IntStream.range(0, RECEIPTS_AT_ONCE)
                .mapToObj(i -> Thread.ofVirtual().name("receipts-" + i).start(() -> deliver(driver)))
                .toList();
        return () -> threads.forEach(Thread::interrupt);
    }

    int receiptsLeft() {
        return receiptsLeft.get();
    }

    private void deliver(Driver driver) {
        try {
            while (true) {
                Receipt receipt = receipts.take();
                if (driver.insist(receipt.from(), receipt.call())) {
                    receiptsLeft.decrementAndGet();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Which of them it is, only the token says. */
    private void show(GraphApi.Shown shown) {
        MetaSide side = Stream.of(whatsApp, facebook, instagram)
                .filter(each -> each.accessToken().equals(shown.call().token()))
                .findFirst()
                .orElseThrow();
        show(side, shown.call().person(), shown.id(), shown.call().text(), "");
    }

    private void show(Caller caller, TextApi.Shown shown) {
        show(caller, shown.person(), shown.id(), shown.words(), shown.reference());
    }

    private void show(Caller caller, String person, String id, String text, String reference) {
        show(caller, person, id, text, caller.arrived(id, person, reference));
    }

    /**
     * The same where a message is called otherwise in the receipt.
     *
     * @param id as the server keeps it
     */
    private void show(Caller caller, String person, String id, String text, WebhookCall receipt) {
        watcher.show(Chat.of(caller.channel(), person), id, text);
        receiptsLeft.incrementAndGet();
        receipts.add(new Receipt(caller, receipt));
    }

    @Override
    public void close() {
        graph.close();
        notifyApi.close();
        twilioApi.close();
        viberApi.close();
        lineApi.close();
        xApi.close();
        matrixApi.close();
        slackApi.close();
        teamsApi.close();
    }
}
