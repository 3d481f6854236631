package org.thalweg.jobs.data;

/** Data that cannot be used: the message names file, line and column, the rule and the cure. */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 2;

    private final String name;
    private final long line;
    private final String rest;

    public DataException(String message) {
        this("", 0, message);
    }

    private DataException(String name, long line, String rest) {
        super(line == 0 ? rest : "%s, line %d%s".formatted(name, line, rest));
        this.name = name;
        this.line = line;
        this.rest = rest;
    }

    static DataException of(String message, Object... arguments) {
        return new DataException(message.formatted(arguments));
    }

    /**
     * What is wrong in a line.
     *
     * @param name of the file
     * @param line from 1
     * @param rest what follows the line's number, with its punctuation
     */
    static DataException at(String name, long line, String rest) {
        return new DataException(name, line, rest);
    }

    /** The same, where the line was counted from a place that {@code lines} lines end before. */
    DataException behind(long lines) {
        return line == 0 ? this : new DataException(name, line + lines, rest);
    }
}
