package org.guildhall.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pretend citizen at the keyboard: what is typed they do, and what they see is printed. */
final class Play {

    static final String HELP = """
              everything else is written as it is, also /start
              /group WORDS                Telegram: writes them in a group, where the bot (@rehearsal_bot) answers what names it
              :2                          taps the second button; where there are none, writes 2
              /photo [FILE] [WORDS]       sends a photo, one of a bin where no file is named
              /file [FILE] [WORDS]        sends a file
              /voice FILE, /video FILE    sends a voice note, a film
              /place [51.5 -0.1 [NAME, ADDRESS]]
              /card [NAME NUMBER]         sends a contact card
              /edit WORDS                 changes what you wrote last
              /unsend                     takes back what you sent last
              /react 👍                    puts a sign on the last message you got; /react alone takes it away
              /read                       reads what has arrived
              /block, /unblock            wants nothing more from the council (by text: STOP), lets it in again
              /hide, /show                WhatsApp: hides your number behind a name, shows it again
              /later                      WhatsApp, Messenger, Instagram: a day goes by, and what comes now comes too late
              :help, :quit                shows this, ends (as Ctrl-D does)
            """;

    private static final Pattern PLACE =
            Pattern.compile("([+-]?\\d{1,3}(?:\\.\\d+)?)[,\\s]\\s*([+-]?\\d{1,3}(?:\\.\\d+)?)(?:\\s+(.*))?");
    private static final Pattern CARD = Pattern.compile("(.*?)\\s*(\\+?\\d[\\d ]{3,})");
    private static final Pattern FILE_NAME = Pattern.compile(".*\\.[A-Za-z0-9]{2,4}");

    private static final Map<Deed.Kind, String> USUAL_TYPES = Map.of(
            Deed.Kind.PHOTO, "image/jpeg",
            Deed.Kind.VIDEO, "video/mp4",
            Deed.Kind.VOICE, "audio/ogg",
            Deed.Kind.FILE, "application/octet-stream");

    private final Stage stage;
    private final String person;
    private final PrintStream screen;
    private final Arrivals arrivals;
    private final Queue<Sight.Message> unread = new ConcurrentLinkedQueue<>();
    private volatile List<Button> offer = List.of();
    private volatile String lastSeen = "";
    private String lastSent = "";
    private String lastWritten = "";
    private int changes;

    /**
     * Somebody who looks at their phone from now on.
     *
     * @param person digits
     */
    Play(Stage stage, String person, PrintStream screen) {
        this.stage = stage;
        this.person = person;
        this.screen = screen;
        this.arrivals = new Arrivals(stage, this::see);
        stage.watching(this::see);
    }

    /** Does what a line that was typed says. */
    void type(String line) throws InterruptedException {
        try {
            obey(line.strip());
        } catch (IOException gone) {
            tell("the server does not answer");
        }
    }

    private void obey(String line) throws IOException, InterruptedException {
        String[] command = line.split("\\s+", 2);
        String rest = command.length == 2 ? command[1] : "";
        switch (command[0]) {
            case "" -> {}
            case ":help" -> screen.print(HELP);
            case "/group" -> group(rest);
            case "/photo" -> file(Deed.Kind.PHOTO, rest);
            case "/video" -> file(Deed.Kind.VIDEO, rest);
            case "/voice" -> file(Deed.Kind.VOICE, rest);
            case "/file" -> file(Deed.Kind.FILE, rest);
            case "/place" -> place(rest);
            case "/card" -> card(rest);
            case "/edit" -> edit(rest);
            case "/unsend" -> unsend();
            case "/react" -> react(rest);
            case "/read" -> read();
            case "/block" -> does(new Deed.Blocked(true));
            case "/unblock" -> does(new Deed.Blocked(false));
            case "/hide" -> does(new Deed.Hid(true));
            case "/show" -> does(new Deed.Hid(false));
            case "/later" -> does(new Deed.LetADayPass());
            default -> {
                if (line.matches(":[0-9]{1,3}")) {
                    tap(Integer.parseInt(line.substring(1)));
                } else {
                    say(line);
                }
            }
        }
    }

    private void say(String words) throws IOException, InterruptedException {
        if (send(new Deed.Wrote(words))) {
            lastWritten = lastSent;
            changes = 0;
        }
    }

    private void group(String words) throws IOException, InterruptedException {
        if (words.isEmpty()) {
            tell("like this: /group @" + BotApi.USERNAME + " when is my bin day");
        } else {
            send(new Deed.WroteInGroup(words));
        }
    }

    private void tap(int number) throws IOException, InterruptedException {
        List<Button> offered = offer;
        if (offered.isEmpty()) {
            say(Integer.toString(number));
        } else if (number < 1 || number > offered.size()) {
            tell("there is no such button");
        } else if (offered.get(number - 1).kind().equals(Button.PLACE)) {
            place("");
        } else {
            does(new Deed.Tapped(offered.get(number - 1)));
        }
    }

    private void file(Deed.Kind kind, String rest) throws IOException, InterruptedException {
        String[] words = rest.split("\\s+", 2);
        Path path = Path.of(words[0]);
        boolean there = Files.isRegularFile(path) && Files.isReadable(path);
        if (!there && FILE_NAME.matcher(words[0]).matches()) {
            tell("there is no file " + words[0]);
        } else if (there) {
            OwnFile file = OwnFile.of(path, USUAL_TYPES.getOrDefault(kind, ""));
            send(kind, file, words.length == 2 ? words[1] : "");
        } else {
            switch (kind) {
                case PHOTO -> send(kind, OwnFile.photo(), rest);
                case FILE -> send(kind, OwnFile.letter(), rest);
                case VIDEO, VOICE -> tell("name a file");
            }
        }
    }

    private void send(Deed.Kind kind, OwnFile file, String words) throws IOException, InterruptedException {
        Optional<Kept> kept = stage.holds(file.name(), file.mediaType(), file.bytes());
        if (kept.isPresent()) {
            send(new Deed.SentFile(kind, kept.get(), words));
        } else {
            notPassedOn();
        }
    }

    private void place(String rest) throws IOException, InterruptedException {
        Matcher place = PLACE.matcher(rest.isEmpty() ? "51.5 -0.1" : rest);
        if (!place.matches()) {
            tell("like this: /place 51.5 -0.1 Town Hall, High Street");
            return;
        }
        String[] called = Objects.requireNonNullElse(place.group(3), "").split(",\\s*", 2);
        send(new Deed.SentPlace(
                Double.parseDouble(place.group(1)),
                Double.parseDouble(place.group(2)),
                called[0],
                called.length == 2 ? called[1] : ""));
    }

    private void card(String rest) throws IOException, InterruptedException {
        Matcher card = CARD.matcher(rest.isEmpty() ? "Bo Example +44 1632 960001" : rest);
        if (card.matches() && !card.group(1).isEmpty()) {
            send(new Deed.SentCard(card.group(1), card.group(2)));
        } else {
            tell("like this: /card Bo Example +44 1632 960001");
        }
    }

    private void edit(String words) throws IOException, InterruptedException {
        if (lastWritten.isEmpty() || words.isEmpty()) {
            tell("write something first, and then: /edit WORDS");
        } else {
            changes++;
            does(new Deed.Changed(lastWritten, words, changes));
        }
    }

    private void unsend() throws IOException, InterruptedException {
        if (lastSent.isEmpty()) {
            tell("send something first");
        } else {
            does(new Deed.TookBack(lastSent));
        }
    }

    private void react(String sign) throws IOException, InterruptedException {
        if (lastSeen.isEmpty()) {
            tell("no message has come yet");
        } else {
            does(new Deed.Reacted(lastSeen, sign));
        }
    }

    private void read() throws IOException, InterruptedException {
        if (unread.isEmpty()) {
            tell("nothing new has arrived");
            return;
        }
        for (Sight.Message next = unread.poll(); next != null; next = unread.poll()) {
            if (!does(new Deed.Read(next.id(), next.reference()))) {
                return;
            }
        }
        tell("read, and the council knows");
    }

    /** Whether the server has it now, as far as anybody knows. */
    private boolean send(Deed deed) throws IOException, InterruptedException {
        String id = stage.newId();
        boolean passedOn = does(id, deed);
        if (passedOn) {
            lastSent = id;
        }
        return passedOn;
    }

    private boolean does(Deed deed) throws IOException, InterruptedException {
        return does(stage.newId(), deed);
    }

    private boolean does(String id, Deed deed) throws IOException, InterruptedException {
        OptionalInt status = stage.does(person, id, deed);
        if (status.isEmpty()) {
            notPassedOn();
            return false;
        }
        if (status.getAsInt() != 0 && status.getAsInt() / 100 != 2) {
            tell("the server answered " + status.getAsInt());
            return false;
        }
        return true;
    }

    private void notPassedOn() {
        tell(stage.name() + " does not pass that on");
    }

    private void see(Sight sight) {
        if (sight.person().equals(person)) {
            switch (sight) {
                case Sight.Note note -> tell(note.words());
                case Sight.Message message -> show(message);
            }
        }
    }

    private void show(Sight.Message message) {
        StringBuilder shown = new StringBuilder(message.words().indent(2));
        for (int i = 0; i < message.offer().size(); i++) {
            shown.append(
                    "    [:%d %s]%n".formatted(i + 1, message.offer().get(i).title()));
        }
        screen.print(shown);
        screen.flush();
        if (!message.offer().isEmpty()) {
            offer = message.offer();
        }
        lastSeen = message.id();
        unread.add(message);
        arrivals.expect(message);
    }

    private void tell(String words) {
        screen.println("  (" + words + ")");
    }
}
