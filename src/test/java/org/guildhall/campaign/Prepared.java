package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a node leaves behind that has started once, published the articles, learnt from them and ended well. Rows begin with
 * copies of it, because doing all that again would take most of their time; no copy knows of another.
 */
final class Prepared {

    private static final String VECTORS = "embeddings";
    /** The cluster and its password, where the embedded PostgreSQL keeps them. */
    private static final List<String> CLUSTER = List.of("postgres", "postgres.password");
    /** PostgreSQL's programs, which nobody writes to. */
    private static final String PROGRAMS = "postgresql-";

    private final Path data;

    private Prepared(Path data) {
        this.data = data;
    }

    /**
     * Lets the application start in an empty folder and end again.
     *
     * @throws IOException when it did not leave a database that was shut down
     */
    static Prepared by(Path jar, Path folder) throws IOException, InterruptedException {
        try (Messenger messenger = Messenger.start();
                Server app = new Server(jar, folder, messenger)) {
            app.with("guildhall.desk.admin-password", Desk.ADMIN_PASSWORD).start();
            app.awaitReady();
            app.awaitAnswers();
            app.terminate();
            Prepared prepared = new Prepared(app.data());
            if (Files.exists(prepared.data.resolve("postgres").resolve("postmaster.pid"))) {
                throw new IOException("the application did not stop its PostgreSQL, see " + app.log());
            }
            return prepared;
        }
    }

    /** For a node: the vectors of the articles' questions, which depend on nothing but their words. */
    void vectors(Path to) throws IOException {
        copy(VECTORS, to);
    }

    /** For a PostgreSQL server, an embedded one or another: the database with the articles and what was learnt from them. */
    void cluster(Path to) throws IOException {
        for (String each : CLUSTER) {
            copy(each, to);
        }
        try (Stream<Path> all = Files.list(data)) {
            for (Path programs : all.filter(it -> it.getFileName().toString().startsWith(PROGRAMS))
                    .toList()) {
                Files.createSymbolicLink(to.resolve(programs.getFileName()), programs);
            }
        }
    }

    private void copy(String name, Path to) throws IOException {
        Path from = data.resolve(name);
        Path target = Files.createDirectories(to).resolve(name);
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return copied(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return copied(file);
            }

            private FileVisitResult copied(Path one) throws IOException {
                // With the permissions, on which PostgreSQL insists.
                Files.copy(one, target.resolve(from.relativize(one)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
