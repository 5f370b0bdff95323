package org.guildhall.knowledge;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code script/warm-up} found out about the articles that come with the jar: their vectors and what was learnt from them. A
 * first start takes that into its data folder instead of thinking for most of a minute before the first answer.
 */
final class Beforehand {

    /** The system property that names the folder; {@code WarmStart} and the container set it. */
    static final String FOLDER = "guildhall.beforehand";

    private static final Logger LOG = LoggerFactory.getLogger(Beforehand.class);

    private Beforehand() {}

    /**
     * Copies the folder that the property names, when there is one and nothing is kept yet.
     *
     * @param kept where vectors are kept; need not exist
     */
    static void bring(Path kept) {
        String named = System.getProperty(FOLDER);
        if (named == null || !Files.isDirectory(Path.of(named)) || Files.exists(kept)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(named))) {
            Files.createDirectories(kept);
            for (Path file : files) {
                Files.copy(file, kept.resolve(file.getFileName().toString()));
            }
        } catch (IOException e) {
            // Each file says itself whether it is whole.
            LOG.warn(
                    "What was found out beforehand cannot be taken from {} and is found out anew: {}",
                    named,
                    e.toString());
        }
    }
}
