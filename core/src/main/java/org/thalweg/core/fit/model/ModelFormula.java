package org.thalweg.core.fit.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thalweg.core.expression.Coordinates;
import org.thalweg.core.expression.Derivative;
import org.thalweg.core.expression.ExpressionException;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;

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
    private final int[] columns;

    /**
     * The model that a text describes.
     *
     * @param options what the text leaves open; its order is that of the first parameters
     * @param columns the names of the data's columns
     */
    public ModelFormula(String text, ParseOptions options, List<String> columns) {
        List<Coordinates.Block> blocks =
                Formula.parse(text, options).coordinates().blocks();
        List<String> data = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Coordinates.Block block : blocks) {
            boolean isColumn = !block.isVector() && columns.contains(block.name());
            (isColumn ? data : others).add(block.name());
        }
        List<String> order = new ArrayList<>(data);
        order.addAll(others);
        formula = Formula.parse(text, options.withOrder(order));
        parameters = List.copyOf(formula.variables().subList(data.size(), formula.dimension()));
        this.columns = data.stream().mapToInt(columns::indexOf).toArray();
    }

    /** The formula, its first variables the columns that it reads, the others its parameters. */
    public Formula formula() {
        return formula;
    }

    /** The names of the parameters, in order. */
    public List<String> parameters() {
        return parameters;
    }

    /** The indices among the data's columns of those that it reads, in the order of the formula's first variables. */
    public int[] columns() {
        return columns.clone();
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
            Matcher matcher =
                    NAME.matcher(Derivative.of(formula, columns.length + j).toString());
            while (matcher.find()) {
                names.add(matcher.group());
            }
        } catch (ExpressionException tooLarge) {
            names.addAll(parameters);
        }
        return names;
    }
}
