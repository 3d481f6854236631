package org.thalweg.core.fit.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.core.expression.Formula;

/**
 * A formula whose variables are told apart: those named like a column of the data are data, the others are parameters.
 *
 * <p>Parameters keep the formula's order.
 */
public final class ModelFormula implements Serializable {
    private static final long serialVersionUID = 1;

    private final Formula formula;
    private final List<String> parameters;
    private final int[] column;
    private final int[] coordinate;

    /** @param columns the names of the data's columns */
    public ModelFormula(Formula formula, List<String> columns) {
        this.formula = formula;
        List<String> variables = formula.variables();
        List<String> names = new ArrayList<>();
        column = new int[variables.size()];
        int[] found = new int[variables.size()];
        for (int c = 0; c < column.length; c++) {
            column[c] = columns.indexOf(variables.get(c));
            if (column[c] < 0) {
                found[names.size()] = c;
                names.add(variables.get(c));
            }
        }
        parameters = List.copyOf(names);
        coordinate = java.util.Arrays.copyOf(found, names.size());
    }

    public Formula formula() {
        return formula;
    }

    /** The names of the parameters, in order. */
    public List<String> parameters() {
        return parameters;
    }

    /** The indices of the columns that it reads, in the order of the formula's variables. */
    public int[] columns() {
        return java.util.Arrays.stream(column).filter(c -> c >= 0).toArray();
    }

    /** The column of the data that is the formula's coordinate {@code c}; −1 for a parameter. */
    int column(int c) {
        return column[c];
    }

    /** The formula's coordinate that is parameter {@code j}. */
    int coordinate(int j) {
        return coordinate[j];
    }
}
