package org.thalweg.jobs.cli;

/** Ends a command with an exit code and a message for the user; carries no stack trace worth showing. */
class CommandException extends RuntimeException {
    private final ExitCode exitCode;

    CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The user's mistake on the command line. */
    static CommandException usage(String message, Object... arguments) {
        return new CommandException(ExitCode.USAGE, message.formatted(arguments));
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
