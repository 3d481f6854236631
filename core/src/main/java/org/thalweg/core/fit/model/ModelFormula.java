package org.thalweg.core.fit.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thalweg.core.expression.Derivative;
import org.thalweg.core.expression.ExpressionException;
import org.thalweg.core.expression.Formula;

/**
 * A formula whose variables are told apart: those named like a column of the data are data, the others are parameters.
 *
 * <p>Parameters keep the formula's order.
 */
public final class ModelFormula implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*");

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
        coordinate = Arrays.copyOf(found, names.size());
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
        return Arrays.stream(column).filter(c -> c >= 0).toArray();
    }

    /**
     * Parameters in which the model is linear, all together: no derivative with respect to one of them mentions another or itself. Chosen
     * greedily in the formula's order; elements of vectors are left out.
     */
    public int[] linearParameters() {
        List<Set<String>> mentioned = new ArrayList<>();
        List<Integer> chosen = new ArrayList<>();
        for (int j = 0; j < parameters.size(); j++) {
            Set<String> names = namesInDerivative(j);
            boolean linear = !parameters.get(j).contains("[") && !names.contains(parameters.get(j));
            for (int k = 0; k < chosen.size() && linear; k++) {
                linear = !names.contains(parameters.get(chosen.get(k)))
                        && !mentioned.get(k).contains(parameters.get(j));
            }
            if (linear) {
                chosen.add(j);
                mentioned.add(names);
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private Set<String> namesInDerivative(int j) {
        Set<String> names = new HashSet<>();
        try {
            Matcher matcher = NAME.matcher(Derivative.of(formula, coordinate[j]).toString());
            while (matcher.find()) {
                names.add(matcher.group());
            }
        } catch (ExpressionException tooLarge) {
            names.addAll(parameters);
        }
        return names;
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
