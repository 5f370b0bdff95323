package org.guildhall.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.guildhall.knowledge.Library;
import org.guildhall.knowledge.Stage;
import picocli.CommandLine;

/** Which folder a command reads. */
final class Source {

    @CommandLine.Option(
            names = "--knowledge-base",
            paramLabel = "DIR",
            defaultValue = "knowledge-base",
            description = "Folder of articles (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("knowledge-base");

    @CommandLine.Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "Folder in which vectors are kept, so that the next time is quicker (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** The folder, which is there. */
    Path folder() {
        if (!Files.isDirectory(folder)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "There is no folder " + folder + ": name one with --knowledge-base");
        }
        return folder;
    }

    /** Where vectors are kept. */
    Path vectors() {
        return data.resolve("embeddings");
    }

    /** The folder's articles, ready to be asked. */
    Library library(Bar bar) {
        return library(bar, Set.of());
    }

    /** The same with stages left out. */
    Library library(Bar bar, Set<Stage> without) {
        Library library = Library.open(folder(), vectors(), without, bar);
        bar.clear();
        return library;
    }
}
