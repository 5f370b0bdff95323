package org.guildhall.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * What was acknowledged, in a file of its own that is on disk before anything counts: the campaign's side of the promise.
 * Many callers share one write and one fsync.
 */
final class Ledger implements AutoCloseable {

    /** One of several things said at the same moment, which have no order among them. */
    static final int AT_ONCE = 0;

    private final Path file;
    private final FileChannel channel;
    private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;

    private Ledger(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.writer = Thread.ofPlatform().daemon().name("ledger").start(this::write);
    }

    /** Begins a new one. */
    static Ledger open(Path file) throws IOException {
        return new Ledger(file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /**
     * One acknowledged message.
     *
     * @param citizen whose; the Telegram id, or the name of a web chat citizen
     * @param nth the how-manieth of this citizen, from 1; 0 for {@link #AT_ONCE}
     * @param event the messenger's id of it; for web chat the client's own
     */
    record Entry(String channel, String citizen, int nth, String event) {

        private String line() {
            return channel + '\t' + citizen + '\t' + nth + '\t' + event + '\n';
        }

        private static Entry of(String line) {
            String[] fields = line.split("\t", -1);
            return new Entry(fields[0], fields[1], Integer.parseInt(fields[2]), fields[3]);
        }
    }

    /** Writes it down, and returns when it is on disk. */
    void acknowledged(Entry entry) {
        writing(entry).join();
    }

    /** Writes down many, and returns when all are on disk: for rows that end no process while they collect them. */
    void acknowledged(List<Entry> entries) {
        CompletableFuture.allOf(entries.stream().map(this::writing).toArray(CompletableFuture[]::new))
                .join();
    }

    private CompletableFuture<Void> writing(Entry entry) {
        Line line = new Line(entry.line(), new CompletableFuture<>());
        waiting.add(line);
        return line.written;
    }

    /** What the file says. */
    List<Entry> entries() throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Entry::of).toList();
        }
    }

    @Override
    public void close() throws IOException {
        writer.interrupt();
        channel.close();
    }

    private void write() {
        try {
            while (true) {
                List<Line> lines = new ArrayList<>();
                lines.add(waiting.take());
                waiting.drainTo(lines);
                write(lines);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text));
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            lines.forEach(line -> line.written.complete(null));
        } catch (IOException e) {
            lines.forEach(line -> line.written.completeExceptionally(new UncheckedIOException(e)));
        }
    }

    private record Line(String text, CompletableFuture<Void> written) {}
}
