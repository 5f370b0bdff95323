package org.guildhall;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Lets {@code java -jar guildhall.jar} start in half the time. A manifest cannot name an AOT cache, and none can hold the
 * classes of jars within a jar; so when {@code script/warm-up} left a folder {@code guildhall.warm} beside the jar, with the
 * same classes unpacked and a cache of them, this process becomes one that runs from there: {@code execv} keeps its number,
 * its files, its terminal and its exit code. Whatever is in the way, the jar starts as it is.
 *
 * <p>Linux only. Sources: JEP 483 and 515 (AOT cache), execve(2).
 */
final class WarmStart {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    private final Path jar;
    private final Path folder;

    WarmStart(Path jar) {
        this.jar = jar;
        this.folder = Path.of(jar.toString().replaceFirst("\\.jar$", ".warm"));
    }

    /** Does not return when it can start from the folder beside the jar. */
    static void ifPossible() {
        // From within the jar, and only there, our classes have Spring Boot's own loader.
        if (WarmStart.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            return;
        }
        WarmStart start = new WarmStart(Path.of(System.getProperty("java.class.path", "")));
        try {
            if (start.ready()) {
                List<String> given = words(Path.of("/proc/self/cmdline"));
                become(start.command(Path.of("/proc/self/exe").toRealPath(), given));
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("Not started from " + start.folder + ": " + e);
        }
    }

    /** Whether there is a folder, and it was made from this very jar: another would run yesterday's code. */
    boolean ready() throws IOException {
        return Files.isRegularFile(cache()) && sameBuild();
    }

    private Path cache() {
        return folder.resolve("guildhall.aot");
    }

    private Path unpacked() {
        return folder.resolve("guildhall.jar");
    }

    private boolean sameBuild() throws IOException {
        try (JarFile whole = new JarFile(jar.toFile());
                JarFile classes = new JarFile(unpacked().toFile())) {
            for (Enumeration<JarEntry> entries = whole.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !same(entry, classes)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean same(JarEntry entry, JarFile classes) throws IOException {
        String name = entry.getName();
        if (name.startsWith(CLASSES)) {
            JarEntry twin = classes.getJarEntry(name.substring(CLASSES.length()));
            return twin != null && twin.getCrc() == entry.getCrc();
        }
        if (name.startsWith(LIBRARIES)) {
            Path twin = folder.resolve("lib").resolve(name.substring(LIBRARIES.length()));
            return Files.isRegularFile(twin) && Files.size(twin) == entry.getSize();
        }
        return true;
    }

    /**
     * The command line this process was started with, with our options before its own and the other jar.
     *
     * @param java the program that runs this process
     * @return empty when it was started in a way that must stay as it is
     */
    List<String> command(Path java, List<String> given) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("@" + folder.resolve("java.options"));
        command.add("-XX:AOTCache=" + cache());
        command.add("-Dguildhall.beforehand=" + folder.resolve("beforehand"));
        for (int i = 1; i + 1 < given.size(); i++) {
            String word = given.get(i);
            if (word.equals("-jar")) {
                command.add(word);
                command.add(unpacked().toString());
                command.addAll(given.subList(i + 2, given.size()));
                return command;
            }
            if (word.startsWith("-agentlib") || word.startsWith("-agentpath")) {
                // A debugger is listening on a port that its successor could not have.
                return List.of();
            }
            command.add(word);
        }
        return List.of();
    }

    private static List<String> words(Path file) throws IOException {
        String[] words = Files.readString(file, StandardCharsets.UTF_8).split("\0", -1);
        // Each word ends with a zero, so nothing follows the last.
        return List.of(words).subList(0, words.length - 1);
    }

    private static void become(List<String> command) {
        if (command.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
            for (int i = 0; i < command.size(); i++) {
                words.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command.get(i)));
            }
            words.setAtIndex(ValueLayout.ADDRESS, command.size(), MemorySegment.NULL);
            execv().invoke(words.getAtIndex(ValueLayout.ADDRESS, 0), words);
        } catch (Throwable e) {
            throw new IllegalStateException("this process could not become another", e);
        }
    }

    private static MethodHandle execv() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find("execv").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    }
}
