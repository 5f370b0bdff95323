package org.guildhall.command;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The commands on the jar, by the name that comes first. */
@CommandLine.Command(
        name = "guildhall",
        description = "Without a command it serves. Commands start no database.",
        mixinStandardHelpOptions = true,
        subcommands = {EvaluateCommand.class, LintCommand.class, AskCommand.class})
public final class Commands {

    /** Warns of a missing module that nothing here is quicker with; kept, or the setting would be collected. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private Commands() {}

    /** Whether the first argument names a command (or asks for help). */
    public static boolean named(String[] arguments) {
        if (arguments.length == 0 || arguments[0].equals("--help")) {
            return arguments.length > 0;
        }
        // A service's own options need not wait for the commands to be looked through.
        return !arguments[0].startsWith("-") && line().getSubcommands().containsKey(arguments[0]);
    }

    /**
     * Runs the command.
     *
     * @return the exit code: 0 done, 1 done and something is wrong, 2 asked for in the wrong way
     */
    public static int run(String[] arguments) {
        LUCENE.setLevel(Level.SEVERE);
        return line().execute(arguments);
    }

    static CommandLine line() {
        return new CommandLine(new Commands())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
                    return line.getCommandSpec().exitCodeOnExecutionException();
                });
    }
}
