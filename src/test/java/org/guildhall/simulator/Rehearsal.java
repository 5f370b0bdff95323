package org.guildhall.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Pretend citizens in front of a running server, without any outside account: {@code script/rehearse --help}. It plays
 * the messenger itself and prints with which settings to start the server.
 */
public final class Rehearsal {

    private static final String HELP = """
            Talk to a running Guildhall as a pretend citizen.

              script/rehearse                     type as a citizen on Telegram; see answers and buttons
              script/rehearse --whatsapp          the same on WhatsApp (Cloud API)
              script/rehearse --messenger         the same on Messenger
              script/rehearse --instagram         the same on Instagram
              script/rehearse --notify            the same by text message through GOV.UK Notify
              script/rehearse --twilio            the same by text message through Twilio
              script/rehearse --twilio-whatsapp   the same on WhatsApp through Twilio
              script/rehearse --web               the same on the web chat
              script/rehearse --crowd 200 --seconds 30 [--rate 20]
                                                  many citizens on Telegram at once, and a table of how long it took

              --server URL     where the server is          (http://localhost:8080)
              --port N         where the messenger listens  (18120)
              --token T        the bot's token              (42:rehearsal)
              --secret S       the webhook's secret         (rehearsal)
              --poll           hand updates out through getUpdates instead of calling the webhook
              --question Q     what the crowd asks          (my bin was not emptied)
              --patience S     how long to wait for the last answers, in seconds (15)
            """;

    /** Meta's id of our side; of none there is. */
    private static final String ACCOUNT = "100000001";

    private Rehearsal() {}

    /** Runs from the command line. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        if (options.has("help")) {
            System.out.print(HELP);
        } else {
            try {
                talk(options);
            } catch (UncheckedIOException e) {
                System.err.println(e.getMessage());
                System.exit(1);
            }
        }
    }

    private static void talk(Options options) throws IOException, InterruptedException {
        if (options.has("web")) {
            web(options);
        } else if (options.has("whatsapp")) {
            meta(options, new WhatsAppSide(server(options), ACCOUNT, options.secret()));
        } else if (options.has("messenger")) {
            meta(options, new PlatformSide("messenger", server(options), ACCOUNT, options.secret()));
        } else if (options.has("instagram")) {
            meta(options, new PlatformSide("instagram", server(options), ACCOUNT, options.secret()));
        } else if (options.has("notify")) {
            text(options, new NotifyVendor(server(options), options.secret() + "-token"));
        } else if (options.has("twilio") || options.has("twilio-whatsapp")) {
            String prefix = options.has("twilio-whatsapp") ? "whatsapp:" : "";
            text(options, new TwilioVendor(server(options), options.secret(), prefix));
        } else {
            telegram(options);
        }
    }

    private static void telegram(Options options) throws IOException, InterruptedException {
        try (BotApi api = BotApi.start(options.number("port", 18_120));
                TelegramLine line = new TelegramLine(api, options)) {
            tellHowToStart(options, api);
            if (options.has("crowd")) {
                line.awaitServer();
                new Crowd(api, line, options).run();
            } else {
                talk(new TelegramTalk(api, line));
            }
        }
    }

    private static void meta(Options options, MetaSide side) throws IOException, InterruptedException {
        String person = "447700" + (900_000 + System.currentTimeMillis() % 1000);
        try (GraphApi api = GraphApi.start(options.number("port", 18_120));
                MetaCitizen citizen = new MetaCitizen(side, person)) {
            tellHowToStart(side, api.url());
            talk(new MetaTalk(api, citizen));
        }
    }

    private static URI server(Options options) {
        return options.uri("server", "http://localhost:8080");
    }

    private static void text(Options options, TextVendor vendor) throws IOException, InterruptedException {
        try (TextApi api = TextApi.start(options.number("port", 18_120), vendor);
                TextTalk talk = new TextTalk(api, vendor)) {
            tellHowToStart(vendor, api.url());
            talk(talk);
        }
    }

    private static void web(Options options) throws IOException, InterruptedException {
        try (WebCitizen citizen = WebCitizen.arrive(server(options))) {
            talk(citizen);
        }
    }

    private static void tellHowToStart(Caller messenger, URI api) {
        System.out.println(
                "Start the server with:\n\n" + messenger.settings(api).indent(2));
    }

    private static void tellHowToStart(Options options, BotApi api) {
        System.out.printf(
                """
                The Bot API is at %s. Start the server with:

                  GUILDHALL_CHANNELS_TELEGRAM_API_URL=%s
                  GUILDHALL_CHANNELS_TELEGRAM_TOKEN=%s
                  GUILDHALL_CHANNELS_TELEGRAM_SECRET=%s
                  GUILDHALL_CHANNELS_TELEGRAM_MODE=%s

                """,
                api.url(), api.url(), options.token(), options.secret(), options.has("poll") ? "polling" : "webhook");
    }

    private static void talk(Talk talk) throws IOException, InterruptedException {
        System.out.println("Type as a citizen. \":2\" taps the second button, \":quit\" or Ctrl-D ends.");
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = keyboard.readLine();
        while (line != null && !line.strip().equals(":quit")) {
            if (line.strip().matches(":[0-9]{1,2}")) {
                talk.tap(Integer.parseInt(line.strip().substring(1)));
            } else if (!line.isBlank()) {
                talk.say(line.strip());
            }
            line = keyboard.readLine();
        }
        // What was piped in deserves its answers too, also those that wait for the rest of a question.
        TimeUnit.MILLISECONDS.sleep(Duration.ofSeconds(4).toMillis());
    }

    /** Somebody whose words come from the keyboard and whose answers go to the screen. */
    interface Talk {
        void say(String words) throws IOException, InterruptedException;

        /** Taps a button of the last message that had some, counted from 1. */
        void tap(int button) throws IOException, InterruptedException;
    }

    static URI at(URI server, String path) {
        return URI.create(server.toString().replaceFirst("/$", "") + path);
    }
}
