package org.thalweg.jobs.cli;

import java.util.List;

/** The names of variables for a message: all of a few, the ends of many. */
final class VariableList {
    private static final int ALL = 6;

    private VariableList() {}

    static String of(List<String> variables) {
        if (variables.size() <= ALL) {
            return String.join(", ", variables);
        }
        return variables.get(0) + ", " + variables.get(1) + ", …, " + variables.get(variables.size() - 1);
    }
}
