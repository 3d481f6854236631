package org.thalweg.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.thalweg.core.expression.ExpressionException;
import org.thalweg.jobs.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: finds the command, runs it, and turns what went wrong into a sentence and an exit code. */
@Command(
        name = "thalweg",
        description = "Finds where a function is lowest.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        subcommands = {
            MinimizeCommand.class,
            ResumeCommand.class,
            WatchCommand.class,
            StopCommand.class,
            ClusterCommand.class,
            FitCommand.class,
            PredictCommand.class,
            DeriveCommand.class,
            CheckCommand.class,
            MethodsCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 found, 1 internal error, 2 usage or bad expression, 3 nothing converged,",
            "  4 bad data, 5 cluster unreachable, 6 cannot resume from that, 124 time limit, 130 interrupted.",
            "  Any option may be set by a variable:",
            "  --max-iterations by THALWEG_MAX_ITERATIONS."
        })
public final class Thalweg implements Runnable {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+(=.*)?");

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec specification;

    private Thalweg() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(
                arguments,
                new Streams(System.in, out, err, System.getenv()),
                new LocalRunner(StateDirectory.of(System.getenv()).savepoints()));
        out.flush();
        if (out.checkError() && code == ExitCode.FOUND.code()) {
            err.println("thalweg: standard output could not be written to.");
            code = ExitCode.INTERNAL.code();
        }
        System.exit(code);
    }

    /** Runs one command; returns its exit code. */
    static int run(String[] arguments, Streams streams, SearchRunner runner) {
        CommandLine commandLine = lenient(new CommandLine(new Thalweg(), new CommandFactory(streams, runner)))
                .setDefaultValueProvider(new EnvironmentDefaults(streams.environment()))
                .setOut(new java.io.PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(new java.io.PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, given) -> refuse(e, streams))
                .setExecutionExceptionHandler((e, command, parsed) -> fail(e, streams));
        try {
            List<String> unknown = unknownOptions(commandLine, arguments);
            if (!unknown.isEmpty()) {
                return complain(streams, ExitCode.USAGE, unknown.get(0));
            }
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError e) {
            return complain(
                    streams,
                    ExitCode.INTERNAL,
                    "the Java heap (%d MiB) is exhausted. Give it more with THALWEG_JAVA_OPTIONS=-Xmx4g, or ask for less."
                            .formatted(Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    /** A parser that takes texts such as {@code -x^2} and {@code @FILE} as they are. */
    static CommandLine lenient(CommandLine parser) {
        return parser.setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUnmatchedOptionsArePositionalParams(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(true)
                .setAbbreviatedOptionsAllowed(false)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(specification).commandLine(),
                "a command is needed, such as: thalweg minimize \"(x-1)^2\"");
    }

    /**
     * Sentences about arguments that look like options but are none.
     *
     * <p>The parser is told to take unknown options as texts, since formulas such as {@code -x^2} begin with a dash; a word
     * with two dashes is no formula.
     */
    private static List<String> unknownOptions(CommandLine root, String[] arguments) {
        CommandLine command = root;
        boolean known = arguments.length > 0 && root.getSubcommands().containsKey(arguments[0]);
        if (!known) {
            return List.of(); // the parser says what is wrong with the command's name
        }
        List<String> sentences = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--")) {
                break;
            }
            if (command.getSubcommands().containsKey(argument)) {
                command = command.getSubcommands().get(argument);
            } else if (OPTION.matcher(argument).matches()) {
                String name = argument.replaceFirst("=.*", "");
                Map<String, CommandLine.Model.OptionSpec> options =
                        command.getCommandSpec().optionsMap();
                if (!options.containsKey(name)) {
                    sentences.add("%s is not an option of %s.%s See %s --help."
                            .formatted(
                                    name,
                                    command.getCommandSpec().qualifiedName(),
                                    NearestName.hint(name, options.keySet()),
                                    command.getCommandSpec().qualifiedName()));
                }
            }
        }
        return sentences;
    }

    private static int refuse(ParameterException e, Streams streams) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = String.valueOf(e.getMessage());
        if (e.getCause() instanceof CommandException cause) {
            return complain(streams, cause.exitCode(), String.valueOf(cause.getMessage()));
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            message = e.getCommandLine().getSubcommands().isEmpty()
                    ? "'%s' is one argument too many. Maybe the formula needs quotes?".formatted(first)
                    : "'%s' is not a command.%s"
                            .formatted(
                                    first,
                                    NearestName.hint(
                                            first,
                                            e.getCommandLine().getSubcommands().keySet()));
        } else if (e instanceof MissingParameterException missing) {
            message = "missing: "
                    + String.join(
                            ", ",
                            missing.getMissing().stream()
                                    .map(CommandLine.Model.ArgSpec::paramLabel)
                                    .toList())
                    + ".";
        }
        return complain(streams, ExitCode.USAGE, message + " See " + command + " --help.");
    }

    private static int fail(Exception e, Streams streams) {
        if (e instanceof CommandException known) {
            return complain(streams, known.exitCode(), String.valueOf(known.getMessage()));
        }
        if (e instanceof DataException bad) {
            return complain(streams, ExitCode.BAD_DATA, String.valueOf(bad.getMessage()));
        }
        if (e instanceof ExpressionException bad) {
            return complain(streams, ExitCode.USAGE, String.valueOf(bad.getMessage()));
        }
        if ("1".equals(streams.environment().get("THALWEG_DEBUG"))) {
            e.printStackTrace(streams.err());
        }
        return complain(
                streams,
                ExitCode.INTERNAL,
                "internal error: %s. This is a defect of Thalweg; THALWEG_DEBUG=1 shows where.".formatted(e));
    }

    private static int complain(Streams streams, ExitCode code, String message) {
        streams.err().println("thalweg: " + message);
        return code.code();
    }
}
