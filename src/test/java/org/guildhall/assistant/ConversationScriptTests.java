package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.guildhall.conversation.Decision;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays whole conversations from files. {@code citizen}, {@code tap} and {@code photo} are what the citizen does, and
 * {@code piece} what is waited for because more follows within two seconds;
 * {@code outcome}, {@code assistant} (a paragraph each), {@code choices}, {@code team} and {@code floor} what must follow.
 */
class ConversationScriptTests {

    private static final Path SCRIPTS = Path.of("src/test/resources/assistant/conversations");

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void playsAsWritten(Path script) throws IOException {
        List<String> lines = Files.readAllLines(script).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(new Stage(lines).played()).isEqualTo(String.join("\n", lines));
    }

    /** Plays the citizen's lines and writes down, for the lines that expect something, what really came. */
    private static final class Stage {

        private final List<String> script;
        private final List<String> heard = new ArrayList<>();
        private Play play = new Play(Scene.MONDAY_MORNING);
        private List<String> paragraphs = new ArrayList<>();

        Stage(List<String> script) {
            this.script = script;
        }

        String played() {
            @Nullable Decision decision = null;
            for (String line : script) {
                String what = line.substring(0, line.indexOf(':'));
                String rest = line.substring(what.length() + 1).strip();
                if (what.equals("piece")) {
                    unsaid();
                    heard.add(play.saysInPieces(rest).hesitant() ? line : "at once: " + rest);
                } else if (acts(what, rest)) {
                    heard.add(line);
                } else if (asserts(what)) {
                    heard.add(what + ": " + came(what, decision));
                } else {
                    unsaid();
                    decision = cue(what, rest);
                    paragraphs = new ArrayList<>(paragraphs(decision));
                    heard.add(line);
                }
            }
            unsaid();
            return String.join("\n", heard);
        }

        /** Whatever was said and not written in the script, so that a script is complete. */
        private void unsaid() {
            paragraphs.forEach(paragraph -> heard.add("assistant: " + paragraph));
            paragraphs = new ArrayList<>();
        }

        private boolean acts(String what, String rest) {
            switch (what) {
                case "starts" -> play = new Play(Instant.parse(rest));
                case "later" -> play.later(Duration.parse(rest));
                case "staff" -> play.claimedByStaff();
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static boolean asserts(String what) {
            return List.of("outcome", "assistant", "choices", "team", "floor", "source")
                    .contains(what);
        }

        private Decision cue(String what, String rest) {
            return switch (what) {
                case "citizen" -> play.says(rest);
                case "tap" -> play.taps(offered(rest));
                case "not-solved" -> play.opensAgain();
                case "photo" -> play.takes(Scene.media(MediaKind.PHOTO, rest), null);
                case "voice" -> play.takes(Scene.media(MediaKind.VOICE, rest), null);
                case "sticker" -> play.takes(Scene.media(MediaKind.STICKER, rest), null);
                case "place" -> play.takes(new Content.Location(51.5, -0.1, null, null), null);
                default -> throw new IllegalArgumentException("No such line: " + what);
            };
        }

        private String offered(String title) {
            return play.offer().stream()
                    .filter(choice -> choice.title().equals(title))
                    .map(Choice::id)
                    .findFirst()
                    .orElse(title);
        }

        private String came(String what, @Nullable Decision decision) {
            if (decision == null) {
                throw new IllegalArgumentException("Nobody has said anything before: " + what);
            }
            return switch (what) {
                case "outcome" -> decision.outcome();
                case "team" -> Scene.handover(decision).team();
                case "floor" -> play.floor().name().toLowerCase(Locale.ROOT);
                case "source" -> Scene.article(decision).title();
                case "choices" -> Scene.titles(decision).isEmpty() ? "-" : String.join(" | ", Scene.titles(decision));
                default -> paragraphs.isEmpty() ? "(nothing)" : paragraphs.removeFirst();
            };
        }

        private List<String> paragraphs(Decision decision) {
            return play.sent(decision).stream()
                    .flatMap(reply -> Stream.of(reply.content().text().split("\n\n")))
                    .map(paragraph -> paragraph.replace("\n", " / "))
                    .toList();
        }
    }
}
