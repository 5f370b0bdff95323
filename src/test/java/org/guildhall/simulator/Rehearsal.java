package org.guildhall.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Pretend citizens in front of a running server, without any outside account: {@code script/rehearse --help}. It plays
 * the messenger itself and prints with which settings to start the server.
 */
public final class Rehearsal {

    private static final String HELP = """
            Talk to a running Guildhall as a pretend citizen, or as many of them.

              script/rehearse                     type as a citizen on Telegram; see answers and buttons
              script/rehearse --whatsapp          the same on WhatsApp (Cloud API)
              script/rehearse --messenger         the same on Messenger
              script/rehearse --instagram         the same on Instagram
              script/rehearse --notify            the same by text message through GOV.UK Notify
              script/rehearse --twilio            the same by text message through Twilio
              script/rehearse --twilio-whatsapp   the same on WhatsApp through Twilio
              script/rehearse --viber             the same on Viber
              script/rehearse --line              the same on LINE
              script/rehearse --x                 the same on X
              script/rehearse --matrix            the same on Matrix
              script/rehearse --slack             the same on Slack
              script/rehearse --teams             the same on Microsoft Teams
              script/rehearse --web               the same on the web chat

              script/rehearse --day               a day at the desk in two minutes, on all of them at once: questions, photos,
                                                  places, a flood, somebody who shouts, somebody in danger, and staff at work

              --password P     with --day: the password of everybody at the desk, admin among them (rehearsal day desk)
              --speed N        with --day: so many times as fast            (1)

              --crowd N        with any of these: N citizens at once, and a table of how long it took
              --seconds S      how long they go on asking                 (30)
              --rate R         how many questions a second                (20)
              --question Q     what they ask                              (my bin was not emptied)
              --patience S     how long to wait for the last answers, in seconds (15)

              --server URL     where the server is          (http://localhost:8080)
              --port N         where the messenger listens  (18120)
              --as N           which citizen you are, digits: the same as before goes on with the conversation
              --secret S       what the messenger signs its calls with, or the webhook's secret (rehearsal)
              --token T        Telegram: the bot's token    (42:rehearsal)
              --poll           Telegram: hand updates out through getUpdates instead of calling the webhook

            While you type:

            """;

    /** Meta's id of our side; of none there is. */
    private static final String ACCOUNT = "100000001";

    private Rehearsal() {}

    /** Runs from the command line. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // A picture is drawn, and no window opened.
        System.setProperty("java.awt.headless", "true");
        Options options = Options.of(arguments);
        if (options.has("help")) {
            System.out.print(HELP + Play.HELP);
        } else {
            try {
                rehearse(options);
            } catch (UncheckedIOException e) {
                System.err.println(e.getMessage());
                System.exit(1);
            }
        }
    }

    private static void rehearse(Options options) throws IOException, InterruptedException {
        if (options.has("day")) {
            day(options);
            return;
        }
        try (Line line = new Line(options.uri("server", "http://localhost:8080"));
                Stage stage = stage(options, line)) {
            tellHowToStart(stage);
            if (options.has("crowd")) {
                System.out.println("Waiting for " + line.server() + " …");
                line.awaitServer();
                new Crowd(stage, options, System.out).run();
            } else {
                talk(stage, options.text("as", somebody()));
            }
        }
    }

    private static void day(Options options) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "rehearsal"));
        try (Line line = new Line(options.uri("server", "http://localhost:8080"));
                Day day = new Day(line, options, folder, each -> stage(each, line), System.out)) {
            Path settings = day.writeSettings(folder.resolve("day.env"));
            System.out.println("Start the server in another window, best with an empty data folder:\n");
            System.out.println("  set -a; . " + settings + "; set +a");
            System.out.println("  java -jar target/guildhall.jar --guildhall.data=target/rehearsal/data\n");
            System.out.println("Waiting for " + line.server() + " …");
            line.awaitServer();
            day.run();
            System.out.println("The messengers stay until you press Ctrl-C, so that answers still arrive.");
            new CountDownLatch(1).await();
        }
    }

    static Stage stage(Options options, Line line) {
        URI server = line.server();
        String secret = options.secret();
        if (options.has("web")) {
            return new WebStage(server);
        } else if (options.has("whatsapp")) {
            return meta("WhatsApp", new WhatsAppSide(server, ACCOUNT, secret), options, line);
        } else if (options.has("messenger")) {
            return meta("Messenger", new PlatformSide("messenger", server, ACCOUNT, secret), options, line);
        } else if (options.has("instagram")) {
            return meta("Instagram", new PlatformSide("instagram", server, ACCOUNT, secret), options, line);
        } else if (options.has("slack")) {
            return new SlackStage(SlackApi.start(port(options)), new SlackSide(server, secret), line);
        } else if (options.has("teams")) {
            return TeamsStage.open(port(options), secret, line);
        } else if (options.has("notify")) {
            return text("GOV.UK Notify", new NotifyVendor(server, secret + "-token"), options, line);
        } else if (options.has("twilio") || options.has("twilio-whatsapp")) {
            String prefix = options.has("twilio-whatsapp") ? "whatsapp:" : "";
            return text("Twilio", new TwilioVendor(server, secret, prefix), options, line);
        } else if (options.has("viber")) {
            return app("Viber", new ViberVendor(server, secret), options, line);
        } else if (options.has("line")) {
            return app("LINE", new LineVendor(server, secret), options, line);
        } else if (options.has("matrix")) {
            return text("Matrix", new MatrixVendor(server, "@council:example.org", secret), options, line);
        } else if (options.has("x")) {
            return text("X", new XVendor(server, ACCOUNT, secret), options, line);
        }
        return new TelegramStage(BotApi.start(port(options)), line, options);
    }

    private static Stage meta(String name, MetaSide side, Options options, Line line) {
        return new MetaStage(name, GraphApi.start(port(options)), side, line);
    }

    private static Stage text(String name, TextVendor vendor, Options options, Line line) {
        return new TextStage(name, TextApi.start(port(options), vendor), vendor, line);
    }

    private static Stage app(String name, AppVendor vendor, Options options, Line line) {
        return new AppStage(name, AppApi.start(port(options), vendor), vendor, line);
    }

    private static int port(Options options) {
        return options.number("port", 18_120);
    }

    /** A number of nobody's: Ofcom keeps these for plays. */
    private static String somebody() {
        return "447700" + (900_000 + System.currentTimeMillis() % 1000);
    }

    private static void tellHowToStart(Stage stage) {
        if (!stage.settings().isEmpty()) {
            System.out.println("Start the server with:\n\n" + stage.settings().indent(2));
        }
    }

    private static void talk(Stage stage, String person) throws IOException, InterruptedException {
        Play play = new Play(stage, person, System.out);
        stage.enter(person);
        System.out.println("Type as a citizen. \":2\" taps the second button, \"/photo\" sends a photo, \":help\" shows"
                + " what else there is, \":quit\" or Ctrl-D ends.");
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = keyboard.readLine();
        while (line != null && !line.strip().equals(":quit")) {
            play.type(line);
            line = keyboard.readLine();
        }
        // What was piped in deserves its answers too, also those that wait for the rest of a question.
        TimeUnit.MILLISECONDS.sleep(Duration.ofSeconds(4).toMillis());
    }

    static URI at(URI server, String path) {
        return URI.create(server.toString().replaceFirst("/$", "") + path);
    }
}
