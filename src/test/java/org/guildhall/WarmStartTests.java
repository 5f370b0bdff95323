package org.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a jar starts from the folder beside it, and with which words. */
class WarmStartTests {

    private static final Path JAVA = Path.of("/opt/java/bin/java");

    @TempDir
    Path folder = Path.of("");

    private Path jar = Path.of("");

    @BeforeEach
    void aJarAndItsFolder() throws IOException {
        jar = folder.resolve("guildhall.jar");
        Path warm = Files.createDirectories(folder.resolve("guildhall.warm/lib"));
        jar(jar, Map.of("BOOT-INF/classes/a/A.class", "first", "BOOT-INF/lib/other.jar", "library"));
        jar(warm.resolveSibling("guildhall.jar"), Map.of("a/A.class", "first"));
        Files.writeString(warm.resolve("other.jar"), "library");
        Files.writeString(warm.resolveSibling("guildhall.aot"), "a cache");
    }

    @Test
    void startsFromTheFolderThatWasMadeFromIt() throws IOException {
        assertThat(new WarmStart(jar).ready()).isTrue();
    }

    @Test
    void leavesAsideAFolderOfAnotherBuild() throws IOException {
        jar(jar, Map.of("BOOT-INF/classes/a/A.class", "later", "BOOT-INF/lib/other.jar", "library"));
        assertThat(new WarmStart(jar).ready()).isFalse();
    }

    @Test
    void leavesAsideAFolderWithAnotherLibrary() throws IOException {
        Files.writeString(folder.resolve("guildhall.warm/lib/other.jar"), "library 2.0");
        assertThat(new WarmStart(jar).ready()).isFalse();
    }

    @Test
    void leavesAsideAFolderWithoutACache() throws IOException {
        Files.delete(folder.resolve("guildhall.warm/guildhall.aot"));
        assertThat(new WarmStart(jar).ready()).isFalse();
    }

    @Test
    void keepsTheOptionsAndArgumentsItWasGiven() {
        List<String> given = List.of("java", "-Xmx512m", "-jar", jar.toString(), "--server.port=9000", "");
        assertThat(new WarmStart(jar).command(JAVA, given))
                .containsExactly(
                        JAVA.toString(),
                        "@" + folder.resolve("guildhall.warm/java.options"),
                        "-XX:AOTCache=" + folder.resolve("guildhall.warm/guildhall.aot"),
                        "-Dguildhall.beforehand=" + folder.resolve("guildhall.warm/beforehand"),
                        "-Xmx512m",
                        "-jar",
                        folder.resolve("guildhall.warm/guildhall.jar").toString(),
                        "--server.port=9000",
                        "");
    }

    @Test
    void staysAsItIsUnderADebugger() {
        List<String> given =
                List.of("java", "-agentlib:jdwp=transport=dt_socket,server=y,address=5005", "-jar", jar.toString());
        assertThat(new WarmStart(jar).command(JAVA, given)).isEmpty();
    }

    private static void jar(Path file, Map<String, String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
    }
}
