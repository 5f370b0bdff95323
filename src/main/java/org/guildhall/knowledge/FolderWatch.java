package org.guildhall.knowledge;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Notices changes in the folder of articles. The operating system's word is quicker; a look at sizes and times each
 * second is what can be relied on, also on network drives and in containers.
 */
@Component
final class FolderWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final long LOOK_MILLIS = 1_000;
    /** A folder is read when nothing changed for this long, so that half a copy is not published. */
    private static final long QUIET_MILLIS = 150;

    private static final int MOST_WAITS = 5;

    private final Publishing publishing;
    private final Path root;
    private final Set<Path> watched = new HashSet<>();
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    FolderWatch(Publishing publishing, KnowledgeSettings settings) {
        this.publishing = publishing;
        this.root = settings.knowledgeBase();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("knowledge-folder").start(this::watch);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LiveAnswers.PHASE - 1;
    }

    private void watch() {
        List<String> published = List.of("nothing yet");
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            while (running) {
                published = look(published);
                register(service);
                drain(service.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer watching {}", root);
        } catch (IOException e) {
            LOG.error("The folder {} cannot be watched: restart to publish changes", root, e);
        }
    }

    /** What the folder looked like when it was last published; the same again when it failed, so that it is tried again. */
    private List<String> look(List<String> published) throws InterruptedException {
        try {
            List<String> now = stamps();
            if (now.equals(published)) {
                return published;
            }
            now = settled(now);
            publishing.publish();
            return now;
        } catch (RuntimeException e) {
            LOG.warn("The folder {} could not be published and is tried again: {}", root, e.toString());
            return published;
        }
    }

    private List<String> settled(List<String> first) throws InterruptedException {
        List<String> now = first;
        for (int wait = 0; wait < MOST_WAITS; wait++) {
            Thread.sleep(QUIET_MILLIS);
            List<String> later = stamps();
            if (later.equals(now)) {
                return now;
            }
            now = later;
        }
        return now;
    }

    /** A line for each file: its name, size and time. */
    private List<String> stamps() {
        List<String> stamps = new ArrayList<>();
        for (Path file : Folder.articleFiles(root)) {
            stamps.add(stamp(file));
        }
        stamps.add(stamp(root.resolve(Folder.SYNONYMS)));
        stamps.add(stamp(root.resolve(NamedValues.FILE)));
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            return file + "|" + Files.size(file) + "|"
                    + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return file + "|missing";
        }
    }

    private void register(WatchService service) {
        watched.removeIf(folder -> !Files.isDirectory(folder));
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> folders =
                Files.walk(root, FileVisitOption.FOLLOW_LINKS).filter(Files::isDirectory)) {
            folders.filter(folder -> !watched.contains(folder)).forEach(folder -> register(service, folder));
        } catch (IOException e) {
            LOG.debug("Watching {} by its times only", root);
        }
    }

    private void register(WatchService service, Path folder) {
        try {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            watched.add(folder);
        } catch (IOException e) {
            LOG.debug("Watching {} by its times only", folder);
        }
    }

    private static void drain(@org.jspecify.annotations.Nullable WatchKey key) {
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }
}
