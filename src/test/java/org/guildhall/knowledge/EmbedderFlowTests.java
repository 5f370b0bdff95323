package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model at the end of its process, which is a process of its own here. */
class EmbedderFlowTests {

    private static final int ASKING = 4;
    private static final int QUESTIONS_MEANWHILE = 20;

    @Test
    void stillUnderstandsWhileTheProcessEnds(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:ErrorFile=" + folder.resolve("error"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Leaving.class.getName(),
                        said.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        assertThat(said).hasContent("answered " + QUESTIONS_MEANWHILE);
    }

    /** Asks on while the hooks run, as conversations do that were begun before the signal came. */
    static final class Leaving {

        private static final String SHORT = "my bin was not emptied";
        private static final int LONGEST_PIECES = 512;
        private static final String LONG = (SHORT + " ").repeat(LONGEST_PIECES);

        private static volatile boolean leaving;

        private Leaving() {}

        public static void main(String[] arguments) throws InterruptedException {
            Embedder embedder = Embedder.load();
            CountDownLatch asked = new CountDownLatch(ASKING);
            CountDownLatch meanwhile = new CountDownLatch(QUESTIONS_MEANWHILE);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(meanwhile, Path.of(arguments[0]))));
            for (int i = 0; i < ASKING; i++) {
                Thread.ofPlatform().daemon().start(() -> {
                    embedder.embed(SHORT, Embedder.QUESTION_PIECES);
                    asked.countDown();
                    while (true) {
                        // Longer than any before, so that the native side needs more memory and says so in its log.
                        embedder.embed(leaving ? LONG : SHORT, leaving ? LONGEST_PIECES : Embedder.QUESTION_PIECES);
                        if (leaving) {
                            meanwhile.countDown();
                        }
                    }
                });
            }
            asked.await();
            System.exit(0);
        }

        private static void write(CountDownLatch meanwhile, Path said) {
            leaving = true;
            try {
                boolean answered = meanwhile.await(1, TimeUnit.MINUTES);
                Files.writeString(said, answered ? "answered " + QUESTIONS_MEANWHILE : "nothing");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
